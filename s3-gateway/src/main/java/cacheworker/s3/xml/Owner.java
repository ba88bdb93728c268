package cacheworker.s3.xml;

/**
 * The owner that listings show.
 *
 * @param id its id
 * @param displayName its name
 */
public record Owner(String id, String displayName) {
    void write(XmlWriter xml) {
        write(xml, "Owner");
    }

    /** Here whoever owns an upload began it. */
    void writeInitiator(XmlWriter xml) {
        write(xml, "Initiator");
    }

    /** As the one to whom something is granted. */
    void writeGrantee(XmlWriter xml) {
        xml.elementOfType("Grantee", "CanonicalUser", this::writeContent);
    }

    private void write(XmlWriter xml, String element) {
        xml.element(element, this::writeContent);
    }

    private void writeContent(XmlWriter xml) {
        xml.element("ID", id);
        xml.element("DisplayName", displayName);
    }
}
