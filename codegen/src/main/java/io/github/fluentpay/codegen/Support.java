package io.github.fluentpay.codegen;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import javax.annotation.processing.Generated;

/** The hand-written classes that generated code stands on. */
final class Support {

    private static final String TYPED = Decisions.ROOT + ".typed";
    private static final String CLIENT = Decisions.ROOT + ".client";
    private static final String JSON = Decisions.ROOT + ".json";

    static final ClassName STEP = ClassName.get(TYPED, "Step");
    static final ClassName TRAIL = ClassName.get(TYPED, "Trail");
    static final ClassName JSON_VIEW = ClassName.get(TYPED, "JsonView");
    static final ClassName REPLY_VIEW = ClassName.get(TYPED, "ReplyView");
    static final ClassName EVENT_VIEW = ClassName.get(TYPED, "EventView");
    static final ClassName UNKNOWN_EVENT = ClassName.get(TYPED, "UnknownEvent");
    static final ClassName VIEW_BUILDER = ClassName.get(TYPED, "ViewBuilder");
    static final ClassName SHAPE = ClassName.get(TYPED, "Shape");
    static final ClassName RULE = ClassName.get(TYPED, "Rule");
    static final ClassName OPEN_ENUM = ClassName.get(TYPED, "OpenEnum");
    static final ClassName REPLY = ClassName.get(CLIENT, "Reply");
    static final ClassName CLIENT_TYPE = ClassName.get(CLIENT, "WechatPayClient");
    static final ClassName FILE_CONTENT = ClassName.get(CLIENT, "FileContent");
    static final ClassName MULTIPART = ClassName.get(CLIENT, "Multipart");
    static final ClassName NOTIFICATION = ClassName.get(Decisions.ROOT + ".protocol", "Notification");
    static final ClassName JSON_OBJECT = ClassName.get(JSON, "JsonObject");
    static final ClassName NULLABLE = ClassName.get("org.jspecify.annotations", "Nullable");

    static final AnnotationSpec GENERATED = AnnotationSpec.builder(Generated.class)
            .addMember("value", "$S", "io.github.fluentpay.codegen")
            .build();

    private Support() {}
}
