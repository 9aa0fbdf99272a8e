package io.github.fluentpay.client;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Looks a host name up; may block for as long as it likes. */
@FunctionalInterface
interface NameService {

    /** The machine's own, by way of the JDK and its cache. */
    NameService OF_THE_MACHINE = InetAddress::getAllByName;

    /** The addresses of a host, the preferred one first. */
    InetAddress[] addresses(String host) throws UnknownHostException;
}
