package cacheworker.ufs.local;

import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsChecksum;
import cacheworker.core.ufs.UfsContent;
import cacheworker.core.ufs.UfsParts;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The form of {@link StoredAttributes} on disk: the letters CW, a format number, then fields of one byte for the kind,
 * four for the length, and the value. A reader skips kinds that it does not know, so that later releases can add some;
 * a change that old readers must not skip raises the format number.
 */
final class AttributeCodec {
    private static final byte[] MAGIC = {'C', 'W', 1};
    private static final int BYTES = 1;
    private static final int ETAG = 2;
    private static final int HEADERS = 3;
    private static final int METADATA = 4;
    private static final int FOLDER = 5;
    private static final int PATH = 6;
    private static final int ELSEWHERE = 7;
    private static final int CHECKSUM = 8;
    private static final int PARTS = 9;
    private static final int TAGS = 10;

    private AttributeCodec() {}

    static byte[] encode(StoredAttributes stored) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(MAGIC);
        if (!stored.folder() && !stored.elsewhere()) {
            field(bytes, BYTES, encodeNumbers(stored.length(), stored.modifiedNanos()));
        }
        content(bytes, stored.content());
        map(bytes, HEADERS, stored.attributes().headers());
        map(bytes, METADATA, stored.attributes().userMetadata());
        map(bytes, TAGS, stored.attributes().tags());
        text(bytes, PATH, stored.path());
        if (stored.folder()) {
            field(bytes, FOLDER, new byte[0]);
        }
        if (stored.elsewhere()) {
            field(bytes, ELSEWHERE, new byte[0]);
        }
        return bytes.toByteArray();
    }

    /** Reads what {@link #encode} wrote, or gives null for anything else: somebody else's, damaged, too new. */
    static @Nullable StoredAttributes decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        for (byte expected : MAGIC) {
            if (!buffer.hasRemaining() || buffer.get() != expected) {
                return null;
            }
        }
        try {
            return decodeFields(buffer);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return null;
        }
    }

    private static StoredAttributes decodeFields(ByteBuffer buffer) {
        long length = -1;
        long modified = -1;
        String etag = "";
        UfsChecksum checksum = null;
        UfsParts parts = UfsParts.NONE;
        String path = "";
        Map<String, String> headers = Map.of();
        Map<String, String> metadata = Map.of();
        Map<String, String> tags = Map.of();
        boolean folder = false;
        boolean elsewhere = false;
        while (buffer.hasRemaining()) {
            int kind = buffer.get();
            ByteBuffer value = take(buffer);
            switch (kind) {
                case BYTES -> {
                    length = value.getLong();
                    modified = value.getLong();
                }
                case ETAG -> etag = StandardCharsets.UTF_8.decode(value).toString();
                case CHECKSUM -> checksum = decodeChecksum(value);
                case PARTS -> parts = UfsParts.decode(value);
                case HEADERS -> headers = decodeMap(value);
                case METADATA -> metadata = decodeMap(value);
                case TAGS -> tags = decodeMap(value);
                case PATH -> path = StandardCharsets.UTF_8.decode(value).toString();
                case FOLDER -> folder = true;
                case ELSEWHERE -> elsewhere = true;
                default -> value.position(value.limit());
            }
        }
        UfsContent content = new UfsContent(etag, checksum, parts);
        UfsAttributes attributes = new UfsAttributes(headers, metadata, tags);
        return new StoredAttributes(length, modified, content, attributes, path, folder, elsewhere);
    }

    private static void field(ByteArrayOutputStream bytes, int kind, byte[] value) {
        bytes.write(kind);
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value.length).array());
        bytes.writeBytes(value);
    }

    private static void content(ByteArrayOutputStream bytes, UfsContent content) {
        text(bytes, ETAG, content.etag());
        UfsChecksum checksum = content.checksum();
        if (checksum != null) {
            String kind = checksum.composite() ? "composite " : "whole ";
            text(bytes, CHECKSUM, kind + checksum.algorithm() + " " + checksum.value());
        }
        if (content.parts().count() > 0) {
            field(bytes, PARTS, content.parts().encode());
        }
    }

    private static UfsChecksum decodeChecksum(ByteBuffer value) {
        String[] words = StandardCharsets.UTF_8.decode(value).toString().split(" ");
        if (words.length != 3) {
            throw new IllegalArgumentException("a checksum of " + words.length + " words");
        }
        return new UfsChecksum(words[1], words[2], words[0].equals("composite"));
    }

    private static void text(ByteArrayOutputStream bytes, int kind, String value) {
        if (!value.isEmpty()) {
            field(bytes, kind, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static byte[] encodeNumbers(long first, long second) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(first)
                .putLong(second)
                .array();
    }

    private static void map(ByteArrayOutputStream bytes, int kind, Map<String, String> map) {
        if (map.isEmpty()) {
            return;
        }
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(value);
        try {
            for (Map.Entry<String, String> entry : new TreeMap<>(map).entrySet()) {
                writeText(out, entry.getKey());
                writeText(out, entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        field(bytes, kind, value.toByteArray());
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static Map<String, String> decodeMap(ByteBuffer value) {
        Map<String, String> map = new TreeMap<>();
        while (value.hasRemaining()) {
            String key = StandardCharsets.UTF_8.decode(take(value)).toString();
            map.put(key, StandardCharsets.UTF_8.decode(take(value)).toString());
        }
        return map;
    }

    private static ByteBuffer take(ByteBuffer buffer) {
        int length = buffer.getInt();
        if (length < 0 || length > buffer.remaining()) {
            throw new IllegalArgumentException("a field of " + length + " bytes");
        }
        ByteBuffer value = buffer.slice().limit(length);
        buffer.position(buffer.position() + length);
        return value;
    }
}
