package io.github.fluentpay.local.files;

/**
 * A file that LocalPay keeps.
 *
 * @param id unique; stands in its URL
 * @param mchid the merchant that it belongs to
 * @param name may be empty
 * @param type media type
 * @param bytes nobody changes them
 */
@SuppressWarnings("ArrayRecordComponent") // files are not compared
public record StoredFile(String id, String mchid, String name, String type, byte[] bytes) {

    /** The size only: a name may be a person's. */
    @Override
    public String toString() {
        return "StoredFile[" + id + ", " + bytes.length + " bytes]";
    }
}
