package cacheworker.s3.xml;

/**
 * The owner that listings show.
 *
 * @param id its id
 * @param displayName its name
 */
public record Owner(String id, String displayName) {
    void write(XmlWriter xml) {
        xml.element("Owner", owner -> {
            owner.element("ID", id);
            owner.element("DisplayName", displayName);
        });
    }
}
