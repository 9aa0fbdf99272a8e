package io.github.fluentpay.cli;

import io.github.fluentpay.client.Reply;
import io.github.fluentpay.protocol.MalformedMessageException;
import io.github.fluentpay.protocol.RetrySafety;
import org.jspecify.annotations.Nullable;

/**
 * Prints a verified reply, or writes it into a file. A body that is no JSON gets into a file or a pipe byte for byte, so that
 * its hash can be compared.
 */
final class ReplyPrinter {

    private final Terminal terminal;
    private final boolean isJson;
    private final boolean isQuery;

    /**
     * @param isJson whether the result is one JSON object
     * @param isQuery whether the call changes nothing, so that it can be made again if its reply gets lost
     */
    ReplyPrinter(Terminal terminal, boolean isJson, boolean isQuery) {
        this.terminal = terminal;
        this.isJson = isJson;
        this.isQuery = isQuery;
    }

    /** @throws RuntimeException if the reply cannot be written; of a call that changes something, its outcome is lost then */
    void print(Reply reply, @Nullable NewFile file) {
        if (file != null) {
            write(reply, file);
        } else if (isJson) {
            terminal.out().println(Clients.asJson(reply).toJson());
        } else {
            head(reply);
            body(reply);
        }
        checkWritten(reply);
    }

    /** @throws RuntimeException if standard output did not take what was printed */
    void checkWritten(Reply reply) {
        String failure = StandardOutput.failure(terminal.out());
        if (failure != null) {
            throw lost(reply, "standard output cannot be written: " + failure, null);
        }
    }

    private void head(Reply reply) {
        terminal.err()
                .println("HTTP " + reply.status() + ", Request-ID " + reply.requestId() + ", " + Clients.signer(reply));
    }

    private void write(Reply reply, NewFile file) {
        byte[] bytes = reply.bytes();
        try {
            file.keep(out -> out.write(bytes));
        } catch (SettingsException e) {
            throw lost(reply, String.valueOf(e.getMessage()), e);
        }
        if (isJson) {
            terminal.out()
                    .println(Clients.head(reply)
                            .put("file", file.file().toString())
                            .put("bytes", bytes.length)
                            .build()
                            .toJson());
            return;
        }
        head(reply);
        terminal.err().println(Words.count(bytes.length, "byte") + " in " + file.file());
    }

    private void body(Reply reply) {
        byte[] bytes = reply.bytes();
        if (bytes.length == 0) {
            return;
        }
        boolean isJsonBody = Clients.isJson(reply);
        if (!isJsonBody && !terminal.isScreen()) {
            terminal.out().write(bytes, 0, bytes.length);
            terminal.out().flush();
            return;
        }
        String text = isJsonBody ? shown(reply.text()) : PlainText.of(bytes);
        if (text == null) {
            throw lost(
                    reply,
                    Words.count(bytes.length, "byte")
                            + " of it are no text, and are not shown on a terminal; write them"
                            + " into a file: --out FILE",
                    null);
        }
        terminal.out().print(text.endsWith("\n") ? text : text + System.lineSeparator());
    }

    private String shown(String json) {
        return terminal.isScreen() ? PlainText.ofJson(json) : json;
    }

    private RuntimeException lost(Reply reply, String reason, @Nullable Exception cause) {
        String what = "The platform answered with HTTP " + reply.status() + " (Request-ID " + reply.requestId()
                + "), and the reply is lost: " + reason;
        return isQuery
                ? new SettingsException(what + ". Nothing was changed; then run the same command again", cause)
                : new MalformedMessageException(
                        what + ". The platform has acted. Next: query the outcome, or repeat the call with the same"
                                + " number",
                        RetrySafety.UNKNOWN,
                        cause);
    }
}
