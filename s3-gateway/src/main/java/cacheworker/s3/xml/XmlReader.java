package cacheworker.s3.xml;

import cacheworker.s3.request.MalformedRequestException;
import cacheworker.s3.request.MalformedRequestException.Fault;
import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.exc.WstxLazyException;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads one document of a request. There is no DTD and no entity beyond XML's own five; depth and sizes are bounded.
 * Namespaces are optional and not looked at. Used by one thread.
 */
final class XmlReader {
    private static final int MAX_DEPTH = 16;
    private static final int MAX_ATTRIBUTES = 32;
    private static final int MAX_TEXT = 64 * 1024;
    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader xml;

    private XmlReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    /** Takes one child element, which the reader stands at the start of; leaves it at its end. */
    interface ChildReader {
        void read(String name) throws XMLStreamException, MalformedRequestException;
    }

    /** Reads the children of the element that the reader stands at. */
    interface Document {
        void read(XmlReader root) throws XMLStreamException, MalformedRequestException;
    }

    /**
     * Reads a whole document.
     *
     * @param bytes the document
     * @param root the name that its root must have
     * @param document reads the root's children
     * @throws MalformedRequestException MALFORMED_XML when it is not well-formed, or another document
     */
    static void read(byte[] bytes, String root, Document document) throws MalformedRequestException {
        try {
            XMLStreamReader xml = FACTORY.createXMLStreamReader(new ByteArrayInputStream(bytes));
            while (xml.next() != XMLStreamConstants.START_ELEMENT) {
                if (xml.getEventType() == XMLStreamConstants.DTD) {
                    throw malformed("it has a document type declaration");
                }
            }
            if (!xml.getLocalName().equals(root)) {
                throw malformed("its root is <" + xml.getLocalName() + ">, expected <" + root + ">");
            }
            if ("1.1".equals(xml.getVersion())) {
                throw malformed("it says that it is XML 1.1, expected 1.0");
            }
            document.read(new XmlReader(xml));
            while (xml.hasNext()) {
                xml.next();
            }
            xml.close();
        } catch (XMLStreamException | WstxLazyException e) {
            throw malformed("it is not well-formed XML: " + firstLine(e));
        }
    }

    /** Calls the reader for each child element until the end of this one. */
    void children(ChildReader reader) throws XMLStreamException, MalformedRequestException {
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
                reader.read(xml.getLocalName());
            } else if (xml.isCharacters() && !xml.isWhiteSpace()) {
                throw malformed("text stands where only elements belong");
            }
        }
    }

    /** The text of this element, which has no children. */
    String text() throws XMLStreamException {
        return xml.getElementText();
    }

    /** Passes over this element and all in it. */
    void skip() throws XMLStreamException {
        int depth = 1;
        while (depth > 0) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
    }

    static MalformedRequestException malformed(String why) {
        return new MalformedRequestException(Fault.MALFORMED_XML, "The XML of the request cannot be used: " + why);
    }

    private static String firstLine(Exception e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    private static XMLInputFactory factory() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, MAX_DEPTH);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MAX_ATTRIBUTES);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, MAX_TEXT);
        factory.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, MAX_TEXT);
        return factory;
    }
}
