package io.github.fluentpay.codegen;

import java.util.List;

/** Everything that is to be printed, decided. */
record Surface(List<StepType> steps, List<ViewType> parts, List<EnumType> enums) {}
