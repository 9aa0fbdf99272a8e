package io.github.fluentpay.local.schema;

import io.github.fluentpay.catalogue.Catalogue;
import io.github.fluentpay.catalogue.Operation;
import io.github.fluentpay.catalogue.Product;
import io.github.fluentpay.catalogue.ReplyKind;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.local.exchange.BeijingTime;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.Endpoint;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.exchange.Upload;
import io.github.fluentpay.local.files.Placeholder;
import io.github.fluentpay.local.files.StoredFile;
import io.github.fluentpay.protocol.internal.Once;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;

/** One documented operation: its request is checked, its reply is made up. Safe for many threads. */
final class SchemaEndpoint implements Endpoint {

    /** "Download a statement" of the overseas platform; the signature is over this hash of it. */
    private static final String STATEMENT_HASH = "Wechatpay-Statement-Sha1";

    private final Operation operation;
    private final Schema.Parts parts;
    private final DocumentedNames names;
    private final Once<Rules> rules;

    /** The rules for an answer from the catalogue's fields; an operation with state needs none of them. */
    private record Rules(RequestRules request, List<ReplyField> reply) {}

    SchemaEndpoint(Operation operation, Catalogue catalogue, Schema.Parts parts) {
        this.operation = operation;
        this.parts = parts;
        this.names = new DocumentedNames(operation);
        this.rules = new Once<>(() -> new Rules(
                new RequestRules(operation, parts.sealing()),
                ReplyField.all(operation.response(), new Values(catalogue, Product.pathOf(operation.path())))));
    }

    @Override
    public boolean takesUploads() {
        return rules.get().request.isUpload();
    }

    @Override
    public void refuseUndocumented(Call call) {
        names.refuseOthers(call);
    }

    @Override
    public Reply answer(Call call) {
        Said said = rules.get().request.check(call);
        Reply reply = switch (operation.reply()) {
            case JSON, XML -> made(said);
            case EMPTY, REDIRECT -> Reply.empty(Objects.requireNonNullElse(operation.status(), 204));
            case CSV, BINARY -> file(said);
        };
        return operation.isReplySigned() ? reply : reply.unsigned();
    }

    private Reply made(Said said) {
        Answering answering = new Answering(
                said, operation.id(), BeijingTime.startOfDay(parts.clock().instant()), parts.sealing(), parts.urls());
        Upload upload = said.call().request().upload();
        if (upload != null) {
            parts.files()
                    .put(new StoredFile(
                            answering.fileId(), answering.mchid(), upload.fileName(), upload.type(), upload.bytes()));
        }
        return Reply.ok(ReplyField.object(rules.get().reply, answering, ""));
    }

    private Reply file(Said said) {
        StoredFile file = asked(said);
        if (operation.path().endsWith("/statements")) {
            String hash = FileDigest.hex("SHA-1", file.bytes());
            return Reply.file(file.type(), file.bytes())
                    .with(STATEMENT_HASH, hash)
                    .signedOver(("{\"sha1\":\"" + hash + "\"}").getBytes(StandardCharsets.UTF_8));
        }
        return "GZIP".equals(text(said, "tartype").toUpperCase(Locale.ROOT))
                ? Reply.file("application/gzip", compressed(file.bytes()))
                : Reply.file(file.type(), file.bytes());
    }

    /** The stored file that the call names, or what is given in its place. */
    private StoredFile asked(Said said) {
        String id = text(said, "media_id") + text(said, "token");
        StoredFile stored = parts.files().find(id).orElse(null);
        if (stored == null) {
            Placeholder placeholder = placeholder();
            return new StoredFile(id, said.call().mchid(), "", placeholder.type(), placeholder.bytes(id));
        }
        if (!stored.mchid().equals(said.call().mchid())) {
            throw new RefusedException(ErrorCode.NO_AUTH, "This file belongs to another merchant");
        }
        return stored;
    }

    private Placeholder placeholder() {
        if (operation.reply() == ReplyKind.CSV) {
            return Placeholder.TEXT;
        }
        return operation.path().contains("/images/") ? Placeholder.IMAGE : Placeholder.DOCUMENT;
    }

    private static String text(Said said, String name) {
        return said.about("/" + name)
                .filter(JsonString.class::isInstance)
                .map(JsonString.class::cast)
                .map(JsonString::value)
                .findFirst()
                .orElse("");
    }

    private static byte[] compressed(byte[] bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
