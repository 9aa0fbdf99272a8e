package io.github.fluentpay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.protocol.MalformedMessageException;
import io.github.fluentpay.protocol.Refusal;
import io.github.fluentpay.protocol.RetrySafety;
import io.github.fluentpay.protocol.ServiceException;
import io.github.fluentpay.protocol.TransportException;
import io.github.fluentpay.protocol.ValidationException;
import io.github.fluentpay.protocol.WechatPayException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The one table of what each failure ends a command with. */
class ExitCodeTest {

    private static final Map<String, Function<RetrySafety, WechatPayException>> KINDS = Map.of(
            "TransportException", safety -> new TransportException("x", safety, null),
            "ServiceException",
                    safety -> new ServiceException(
                            "GET v3/x", new ServiceException.Refused(502, null, null, null, null, "<html>"), safety),
            "ValidationException",
                    safety -> new ValidationException(
                            "x", new Refusal(Refusal.Reason.WRONG_SIGNATURE, "it is wrong"), safety),
            "MalformedMessageException", safety -> new MalformedMessageException("x", safety, null));

    @ParameterizedTest
    @CsvSource({
        // kind, UNKNOWN, SAFE, UNSAFE
        "TransportException, OUTCOME_UNKNOWN, NO_ANSWER, REFUSED",
        "ServiceException, OUTCOME_UNKNOWN, NO_ANSWER, REFUSED",
        "ValidationException, OUTCOME_UNKNOWN, UNTRUSTED, UNTRUSTED",
        "MalformedMessageException, OUTCOME_UNKNOWN, UNTRUSTED, UNTRUSTED"
    })
    void followsTheRetrySafetyOfEachKindOfFailure(String kind, ExitCode unknown, ExitCode safe, ExitCode unsafe) {
        Function<RetrySafety, WechatPayException> make = KINDS.get(kind);

        assertThat(ExitCode.of(make.apply(RetrySafety.UNKNOWN))).isEqualTo(unknown);
        assertThat(ExitCode.of(make.apply(RetrySafety.SAFE))).isEqualTo(safe);
        assertThat(ExitCode.of(make.apply(RetrySafety.UNSAFE))).isEqualTo(unsafe);
    }

    @Test
    void theTableHasEveryKindOfFailureOfACall() {
        Set<String> kinds = new HashSet<>();
        for (Class<?> kind : WechatPayException.class.getPermittedSubclasses()) {
            kinds.add(kind.getSimpleName());
        }

        assertThat(KINDS).containsOnlyKeys(kinds);
    }

    @Test
    void tellsSettingsFromDefects() {
        assertThat(ExitCode.of(new SettingsException("x"))).isEqualTo(ExitCode.SETTINGS);
        assertThat(ExitCode.of(new IllegalStateException("x"))).isEqualTo(ExitCode.INTERNAL);
        assertThat(ExitCode.of(new IllegalArgumentException("x"))).isEqualTo(ExitCode.INTERNAL);
    }

    /** The numbers are part of the interface. */
    @ParameterizedTest
    @CsvSource({
        "OK, 0",
        "INTERNAL, 1",
        "USAGE, 2",
        "SETTINGS, 3",
        "REFUSED, 4",
        "NO_ANSWER, 5",
        "OUTCOME_UNKNOWN, 6",
        "UNTRUSTED, 7",
        "CHECK_FAILED, 8",
        "PARTLY, 9"
    })
    void keepsItsNumbers(ExitCode code, int number) {
        assertThat(code.code()).isEqualTo(number);
        assertThat(ExitCode.HELP).contains(number + " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh-CN.md"})
    void theReadmeHasARowForEach(String readme) throws IOException {
        String text = Files.readString(Snippet.ROOT.resolve(readme));

        for (ExitCode code : ExitCode.values()) {
            assertThat(text).as(readme + " and " + code).contains("\n| " + code.code() + " | ");
        }
    }
}
