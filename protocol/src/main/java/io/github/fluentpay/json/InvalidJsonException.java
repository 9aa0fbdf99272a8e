package io.github.fluentpay.json;

/**
 * A text that is not the JSON it should be. The message says what is wrong and where (line and column, or a JSON
 * pointer), and never quotes the text: it may be secret.
 */
public final class InvalidJsonException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    InvalidJsonException(String message) {
        super(message);
    }
}
