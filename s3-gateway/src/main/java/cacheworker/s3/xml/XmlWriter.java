package cacheworker.s3.xml;

import com.ctc.wstx.api.InvalidCharHandler;
import com.ctc.wstx.api.WstxOutputProperties;
import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes one S3 document into memory. Text is escaped; a character that XML 1.0 cannot carry becomes U+FFFD. Used by one
 * thread.
 */
final class XmlWriter {
    /** The namespace of every S3 document but the error. */
    static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss'.000Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final XMLOutputFactory FACTORY = factory();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    private final XMLStreamWriter xml;

    private XmlWriter(String root) throws XMLStreamException {
        xml = FACTORY.createXMLStreamWriter(bytes, "UTF-8");
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement(root);
        xml.writeDefaultNamespace(NAMESPACE);
    }

    /** Writes what stands inside an element. */
    interface Content {
        void write(XmlWriter xml) throws XMLStreamException;
    }

    static byte[] document(String root, Content content) {
        try {
            XmlWriter writer = new XmlWriter(root);
            content.write(writer);
            writer.xml.writeEndElement();
            writer.xml.writeEndDocument();
            writer.xml.close();
            return writer.bytes.toByteArray();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
    }

    void element(String name, Content content) throws XMLStreamException {
        xml.writeStartElement(name);
        content.write(this);
        xml.writeEndElement();
    }

    void element(String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    void elementIfPresent(String name, @Nullable String text) throws XMLStreamException {
        if (text != null) {
            element(name, text);
        }
    }

    void element(String name, long number) throws XMLStreamException {
        element(name, Long.toString(number));
    }

    void element(String name, boolean value) throws XMLStreamException {
        element(name, Boolean.toString(value));
    }

    /** A time with seconds, the only resolution in which listings and headers agree. */
    void timestamp(String name, long epochMillis) throws XMLStreamException {
        element(name, TIMESTAMP.format(Instant.ofEpochMilli(epochMillis)));
    }

    void text(String text) throws XMLStreamException {
        xml.writeCharacters(text);
    }

    private static XMLOutputFactory factory() {
        WstxOutputFactory factory = new WstxOutputFactory();
        factory.setProperty(WstxOutputProperties.P_USE_DOUBLE_QUOTES_IN_XML_DECL, true);
        factory.setProperty(
                WstxOutputProperties.P_OUTPUT_INVALID_CHAR_HANDLER, new InvalidCharHandler.ReplacingHandler('\uFFFD'));
        return factory;
    }
}
