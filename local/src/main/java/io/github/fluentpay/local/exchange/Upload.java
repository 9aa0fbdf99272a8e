package io.github.fluentpay.local.exchange;

/**
 * What {@code multipart/form-data} carries beside its description.
 *
 * @param partName name of the file's part
 * @param fileName as the caller gave it; empty if it gave none
 * @param type the file's media type
 * @param bytes the file; nobody changes them
 * @param sent the whole body, boundaries included; nobody changes it
 */
@SuppressWarnings("ArrayRecordComponent") // uploads are not compared
public record Upload(String partName, String fileName, String type, byte[] bytes, byte[] sent) {

    /** The name of the part that describes the file, and is signed in its place. */
    public static final String META = "meta";

    /** The size only: a name may be a person's. */
    @Override
    public String toString() {
        return "Upload[" + partName + ", " + bytes.length + " bytes]";
    }
}
