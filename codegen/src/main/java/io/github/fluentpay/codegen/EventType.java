package io.github.fluentpay.codegen;

import io.github.fluentpay.catalogue.Event;
import java.util.List;

/**
 * A notification's class.
 *
 * @param kinds the documented kinds that it is for: one, unless they cannot be told apart
 * @param routes what is sent with them
 */
record EventType(ViewType view, List<Event> kinds, List<EventRoute> routes) {}
