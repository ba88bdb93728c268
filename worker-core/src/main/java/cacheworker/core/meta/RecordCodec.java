package cacheworker.core.meta;

import cacheworker.core.base.ObjectId;
import cacheworker.core.base.ObjectKey;
import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsChecksum;
import cacheworker.core.ufs.UfsContent;
import cacheworker.core.ufs.UfsParts;
import cacheworker.core.ufs.UfsStatus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a record lies in the index: a version byte, then fields of fixed order, strings with their length before them.
 */
final class RecordCodec {
    private static final byte FORMAT = 5;

    private RecordCodec() {}

    /**
     * What the index keeps of a record.
     *
     * @param mountUri the UFS that the object was in; a record of another UFS is void
     * @param status its state, with the path in the UFS
     * @param id the id of its pages
     * @param validatedMillis when it was last known to be current, in milliseconds since the epoch
     * @param generation the generation of the index in which that was
     */
    record Stored(String mountUri, UfsStatus status, ObjectId id, long validatedMillis, long generation) {}

    /** The name under which a record is kept: bucket and key, with a NUL between that neither can contain. */
    static byte[] key(ObjectKey key) {
        return (key.bucket() + '\0' + key.key()).getBytes(StandardCharsets.UTF_8);
    }

    static byte[] encode(Stored stored) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            UfsStatus status = stored.status();
            out.writeByte(FORMAT);
            writeString(out, stored.mountUri());
            writeString(out, status.path());
            out.writeLong(status.length());
            out.writeLong(status.lastModifiedMillis());
            writeString(out, status.version());
            writeContent(out, status.content());
            writeMap(out, status.attributes().headers());
            writeMap(out, status.attributes().userMetadata());
            writeMap(out, status.attributes().tags());
            out.writeLong(stored.id().high());
            out.writeLong(stored.id().low());
            out.writeLong(stored.validatedMillis());
            out.writeLong(stored.generation());
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads a record.
     *
     * @param bytes what {@link #encode} made, perhaps by another release
     * @return the record, or null when it cannot be read: then it is as if it were not there
     */
    static @Nullable Stored decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != FORMAT) {
                return null;
            }
            String mountUri = readString(in);
            String path = readString(in);
            long length = in.readLong();
            long lastModified = in.readLong();
            String version = readString(in);
            UfsContent content = readContent(in);
            UfsAttributes attributes = new UfsAttributes(readMap(in), readMap(in), readMap(in));
            ObjectId id = new ObjectId(in.readLong(), in.readLong());
            return new Stored(
                    mountUri,
                    new UfsStatus(path, length, lastModified, version, content, attributes),
                    id,
                    in.readLong(),
                    in.readLong());
        } catch (IOException | IllegalArgumentException | BufferUnderflowException e) {
            return null;
        }
    }

    private static void writeContent(DataOutputStream out, UfsContent content) throws IOException {
        writeString(out, content.etag());
        UfsChecksum checksum = content.checksum();
        writeString(out, checksum == null ? "" : checksum.algorithm());
        if (checksum != null) {
            writeString(out, checksum.value());
            out.writeBoolean(checksum.composite());
        }
        byte[] parts = content.parts().encode();
        out.writeInt(parts.length);
        out.write(parts);
        out.writeBoolean(content.complete());
    }

    private static UfsContent readContent(DataInputStream in) throws IOException {
        String etag = readString(in);
        String algorithm = readString(in);
        UfsChecksum checksum =
                algorithm.isEmpty() ? null : new UfsChecksum(algorithm, readString(in), in.readBoolean());
        byte[] parts = in.readNBytes(in.readInt());
        return new UfsContent(etag, checksum, UfsParts.decode(ByteBuffer.wrap(parts)), in.readBoolean());
    }

    private static void writeString(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readString(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("string of " + length + " bytes");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static void writeMap(DataOutputStream out, Map<String, String> map) throws IOException {
        out.writeInt(map.size());
        for (Map.Entry<String, String> entry : map.entrySet()) {
            writeString(out, entry.getKey());
            writeString(out, entry.getValue());
        }
    }

    private static Map<String, String> readMap(DataInputStream in) throws IOException {
        int size = in.readInt();
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < size; i++) {
            map.put(readString(in), readString(in));
        }
        return map;
    }
}
