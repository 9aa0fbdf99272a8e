package io.github.fluentpay.codegen;

import java.util.List;

/**
 * Everything that is to be printed, decided.
 *
 * @param parts of requests, replies and events
 * @param enums in them
 */
record Surface(List<StepType> steps, List<ViewType> parts, List<EnumType> enums, List<EventType> events) {}
