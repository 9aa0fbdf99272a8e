package io.github.fluentpay.cli;

/** A command with the options that all of them share. */
interface HasCommonOptions {

    CommonOptions options();

    /** The message of a failure, with what only the command knows of its cause. */
    default String explained(String message, Throwable failure) {
        return message;
    }
}
