package cacheworker.s3.xml;

import javax.xml.stream.XMLStreamException;

/**
 * The owner that listings show.
 *
 * @param id its id
 * @param displayName its name
 */
public record Owner(String id, String displayName) {
    void write(XmlWriter xml) throws XMLStreamException {
        xml.element("Owner", owner -> {
            owner.element("ID", id);
            owner.element("DisplayName", displayName);
        });
    }
}
