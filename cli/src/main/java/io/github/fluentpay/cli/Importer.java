package io.github.fluentpay.cli;

import io.github.fluentpay.returns.ConflictingReturnException;
import io.github.fluentpay.returns.LedgerException;
import io.github.fluentpay.returns.ReturnLedger;
import io.github.fluentpay.returns.ReturnTask;
import io.github.fluentpay.returns.SubmittedBatch;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Consumer;

/** Puts lines into a ledger, a few hundred at a time; what cannot be taken goes to the rejects, and the rest proceeds. */
final class Importer {

    private static final int ROWS = 1000;

    /** Of text, so that long lines take no more memory than short ones. */
    private static final int CHARACTERS = 4_000_000;

    private static final long TELL_EVERY = Duration.ofSeconds(5).toNanos();

    /**
     * What became of a file.
     *
     * @param lines without empty ones, and without the header
     */
    record Result(long lines, long added, long known, long rejected) {}

    private record Line(long number, String text, ReturnTask task) {}

    private final ReturnLedger ledger;
    private final Rejects rejects;
    private final Charset charset;
    private final Consumer<String> progress;

    private final List<Line> batch = new ArrayList<>();
    private int characters;
    private long lines;
    private long added;
    private long known;
    private long toldAt = System.nanoTime();

    Importer(ReturnLedger ledger, Rejects rejects, Charset charset, Consumer<String> progress) {
        this.ledger = ledger;
        this.rejects = rejects;
        this.charset = charset;
        this.progress = progress;
    }

    /** @throws SettingsException if the database fails, or the rejects cannot be written */
    Result run(ByteLines in, ImportFormat format) throws IOException {
        while (in.next()) {
            take(in, format);
            if (batch.size() == ROWS || characters > CHARACTERS) {
                submit();
            }
        }
        submit();
        return new Result(lines, added, known, rejects.count());
    }

    private void take(ByteLines in, ImportFormat format) {
        if (in.isTooLong()) {
            lines++;
            rejects.add(in.number(), "it is longer than " + ByteLines.LONGEST / 1024 + " KiB", in.shown());
            return;
        }
        String text;
        try {
            text = in.text();
        } catch (CharacterCodingException e) {
            lines++;
            rejects.add(in.number(), notIn(charset), in.shown());
            return;
        }
        if (text.isBlank()) {
            return;
        }
        lines++;
        try {
            batch.add(new Line(in.number(), text, format.read(text)));
            characters += text.length();
        } catch (IllegalArgumentException e) {
            rejects.add(in.number(), String.valueOf(e.getMessage()), text);
        }
    }

    /** What is wrong, and what may help. */
    static String notIn(Charset charset) {
        return "it is not " + charset.name()
                + (charset.equals(StandardCharsets.UTF_8) ? "; try --encoding GB18030" : "; try another --encoding");
    }

    private void submit() {
        SubmittedBatch submitted;
        try {
            submitted = ledger.submitAll(batch.stream().map(Line::task).toList());
        } catch (LedgerException e) {
            throw new SettingsException(
                    e.getMessage()
                            + ". Nothing that was written is lost: mend that, and import the same file again; what is"
                            + " in the ledger is not added twice",
                    e);
        }
        added += submitted.added();
        known += submitted.known();
        if (!submitted.conflicts().isEmpty()) {
            IdentityHashMap<ReturnTask, Line> byTask = new IdentityHashMap<>();
            batch.forEach(line -> byTask.put(line.task(), line));
            for (ConflictingReturnException conflict : submitted.conflicts()) {
                Line line = byTask.get(conflict.refused());
                if (line != null) {
                    rejects.add(line.number(), String.valueOf(conflict.getMessage()), line.text());
                }
            }
        }
        batch.clear();
        characters = 0;
        if (System.nanoTime() - toldAt >= TELL_EVERY) {
            toldAt = System.nanoTime();
            progress.accept(Words.count(lines) + " lines read, " + Words.count(added) + " added");
        }
    }
}
