package io.github.fluentpay.client;

import java.time.Instant;

/**
 * How much one key of the platform was seen on verified messages.
 *
 * @param replies how many replies it signed
 * @param notifications how many notifications it signed
 * @param last when the last of them came
 */
public record KeyUse(long replies, long notifications, Instant last) {}
