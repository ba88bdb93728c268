package cacheworker.s3.xml;

import cacheworker.s3.error.XmlText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes one S3 document into memory. Text is escaped; names of elements are not, they are constants. Used by one
 * thread.
 */
final class XmlWriter {
    private static final String NAMESPACE = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";
    private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss'.000Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final StringBuilder xml = new StringBuilder(1024);

    private XmlWriter() {}

    /** Writes what stands inside an element. */
    interface Content {
        void write(XmlWriter xml);
    }

    static byte[] document(String root, Content content) {
        XmlWriter writer = new XmlWriter();
        writer.xml
                .append(XmlText.DECLARATION)
                .append('<')
                .append(root)
                .append(NAMESPACE)
                .append('>');
        content.write(writer);
        writer.end(root);
        return writer.xml.toString().getBytes(StandardCharsets.UTF_8);
    }

    void element(String name, Content content) {
        begin(name);
        content.write(this);
        end(name);
    }

    /** An element whose content depends on a type that an attribute names. */
    void elementOfType(String name, String type, Content content) {
        xml.append('<').append(name).append(" xmlns:xsi=\"").append(INSTANCE).append('"');
        xml.append(" xsi:type=\"").append(type).append("\">");
        content.write(this);
        end(name);
    }

    void element(String name, String text) {
        begin(name);
        XmlText.append(text, xml);
        end(name);
    }

    void elementIfPresent(String name, @Nullable String text) {
        if (text != null) {
            element(name, text);
        }
    }

    void element(String name, long number) {
        begin(name);
        xml.append(number);
        end(name);
    }

    void element(String name, boolean value) {
        begin(name);
        xml.append(value);
        end(name);
    }

    /** A time with whole seconds, the only resolution in which listings and headers agree. */
    void timestamp(String name, long epochMillis) {
        element(name, TIMESTAMP.format(Instant.ofEpochMilli(epochMillis)));
    }

    void text(String text) {
        XmlText.append(text, xml);
    }

    private void begin(String name) {
        xml.append('<').append(name).append('>');
    }

    private void end(String name) {
        xml.append("</").append(name).append('>');
    }
}
