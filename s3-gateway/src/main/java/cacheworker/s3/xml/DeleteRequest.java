package cacheworker.s3.xml;

import cacheworker.s3.request.MalformedRequestException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;

/**
 * {@code Delete}, the body of DeleteObjects.
 *
 * @param objects what to delete, in the order sent, possibly some of them twice; 1 to 1,000
 * @param quiet whether the answer shows errors alone
 */
public record DeleteRequest(List<Item> objects, boolean quiet) {
    /** Keys that one request may name. */
    public static final int MAX_KEYS = 1000;
    /** Bytes that the body may have: twice what 1,000 keys of 1,024 bytes take that have nothing to escape. */
    public static final int MAX_BYTES = 2 * 1024 * 1024;

    private static final String CONDITION = "condition";

    /**
     * One object to delete.
     *
     * @param key its key, not empty
     * @param version the version to delete; empty when none is named, or {@code null}, the version that an object of a
     *     bucket without versions has
     * @param condition the name of a condition on which it is to be deleted; empty when there is none
     */
    public record Item(String key, String version, String condition) {}

    /** Copies the list. */
    public DeleteRequest {
        objects = List.copyOf(objects);
    }

    /**
     * Reads the document. Elements may come in any order; unknown ones are passed over.
     *
     * @param body the document
     * @return what is asked for
     * @throws MalformedRequestException MALFORMED_XML when it is another document, or names no key or too many
     */
    public static DeleteRequest read(byte[] body) throws MalformedRequestException {
        List<Item> objects = new ArrayList<>();
        boolean[] quiet = new boolean[1];
        XmlReader.read(
                body,
                "Delete",
                xml -> xml.children(name -> {
                    switch (name) {
                        case "Object" -> objects.add(item(xml));
                        case "Quiet" -> quiet[0] = xml.text().strip().equals("true");
                        default -> xml.skip();
                    }
                    if (objects.size() > MAX_KEYS) {
                        throw XmlReader.malformed("it names more than " + MAX_KEYS + " keys");
                    }
                }));
        if (objects.isEmpty()) {
            throw XmlReader.malformed("it names no <Object> to delete");
        }
        return new DeleteRequest(objects, quiet[0]);
    }

    private static Item item(XmlReader xml) throws XMLStreamException, MalformedRequestException {
        Map<String, String> fields = new HashMap<>();
        xml.children(name -> {
            switch (name) {
                case "Key" -> fields.put(name, xml.text());
                case "VersionId" -> fields.put(name, xml.text().strip());
                case "ETag", "LastModifiedTime", "Size" -> {
                    fields.put(CONDITION, name);
                    xml.skip();
                }
                default -> xml.skip();
            }
        });
        String key = fields.getOrDefault("Key", "");
        if (key.isEmpty()) {
            throw XmlReader.malformed("an <Object> has no <Key>");
        }
        String version = fields.getOrDefault("VersionId", "");
        return new Item(key, version.equals("null") ? "" : version, fields.getOrDefault(CONDITION, ""));
    }
}
