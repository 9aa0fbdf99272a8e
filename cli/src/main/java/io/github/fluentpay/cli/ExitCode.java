package io.github.fluentpay.cli;

import io.github.fluentpay.local.LocalPayException;
import io.github.fluentpay.protocol.MalformedMessageException;
import io.github.fluentpay.protocol.ValidationException;
import io.github.fluentpay.protocol.WechatPayException;
import io.github.fluentpay.returns.LedgerException;

/** What a command exits with, for scripts. The numbers are part of the interface and do not change. */
enum ExitCode {
    /** It worked. */
    OK(0),
    /** A defect of this program, or an error of the virtual machine, such as a lack of memory. */
    INTERNAL(1),
    /** The command line is wrong. */
    USAGE(2),
    /** A profile, a key, a file or a port cannot be used, and nothing was sent; or the output could not be written. */
    SETTINGS(3),
    /** The platform said no. */
    REFUSED(4),
    /** No answer, or none that decides: the platform has not acted, or changes nothing. The same command may be run again. */
    NO_ANSWER(5),
    /** The platform may have acted: query the outcome, or repeat with the same request number. */
    OUTCOME_UNKNOWN(6),
    /** An answer that changes nothing, and cannot be trusted or read. */
    UNTRUSTED(7),
    /** {@code doctor} found something wrong. */
    CHECK_FAILED(8),
    /** It is done, but not for all: lines were rejected, returns were refused. */
    PARTLY(9);

    static final String HELP =
            "%nExit codes: 0 done; 1 a defect of this program, or no memory left; 2 wrong command line; 3 a profile, key, file"
                    + " or port cannot be used, or the output not written; 4 the platform refused; 5 no answer, or one that decides nothing (a 429"
                    + " of the platform, a gateway's page to a query): safe to run again; 6 the platform may have"
                    + " acted: query, or repeat with the same request number; 7 an answer that cannot be trusted or read;"
                    + " 8 a check of doctor failed; 9 done, but not for all: lines rejected, returns refused.";

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static ExitCode of(Throwable failure) {
        if (failure instanceof WechatPayException call) {
            return ofCall(call);
        }
        boolean settings = failure instanceof SettingsException
                || failure instanceof LocalPayException
                || failure instanceof LedgerException;
        return settings ? SETTINGS : INTERNAL;
    }

    /** Follows {@link WechatPayException#retrySafety()}; the kind of exception decides only between its two SAFE codes. */
    private static ExitCode ofCall(WechatPayException failure) {
        boolean answered = failure instanceof ValidationException || failure instanceof MalformedMessageException;
        return switch (failure.retrySafety()) {
            case UNKNOWN -> OUTCOME_UNKNOWN;
            case SAFE -> answered ? UNTRUSTED : NO_ANSWER;
            case UNSAFE -> answered ? UNTRUSTED : REFUSED;
        };
    }
}
