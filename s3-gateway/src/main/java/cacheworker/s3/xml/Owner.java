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

    private void write(XmlWriter xml, String element) {
        xml.element(element, owner -> {
            owner.element("ID", id);
            owner.element("DisplayName", displayName);
        });
    }
}
