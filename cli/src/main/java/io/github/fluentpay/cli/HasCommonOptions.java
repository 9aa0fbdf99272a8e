package io.github.fluentpay.cli;

/** A command with the options that all of them share. */
interface HasCommonOptions {

    CommonOptions options();
}
