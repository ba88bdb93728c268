package cacheworker.s3.xml;

import cacheworker.s3.request.MalformedRequestException;
import cacheworker.s3.request.TagRules;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamException;

/** {@code Tagging}: the body of PutObjectTagging and PutBucketTagging, and the answer to the Gets. */
public final class TaggingDocument {
    /** Bytes that the body may have: ten tags of the greatest length, escaped, many times over. */
    public static final int MAX_BYTES = 64 * 1024;

    private TaggingDocument() {}

    /**
     * Reads the document. Elements may come in any order; unknown ones are passed over.
     *
     * @param body the document
     * @param rules what the tags may be
     * @return tags by key
     * @throws MalformedRequestException MALFORMED_XML when it is another document, or lacks an element; else as the
     *     rules say
     */
    public static Map<String, String> read(byte[] body, TagRules rules) throws MalformedRequestException {
        Map<String, String> tags = new TreeMap<>();
        boolean[] found = new boolean[1];
        XmlReader.read(
                body,
                "Tagging",
                xml -> xml.children(name -> {
                    if (name.equals("TagSet")) {
                        found[0] = true;
                        readSet(xml, tags, rules);
                    } else {
                        xml.skip();
                    }
                }));
        if (!found[0]) {
            throw XmlReader.malformed("it has no <TagSet>");
        }
        return tags;
    }

    private static void readSet(XmlReader xml, Map<String, String> tags, TagRules rules)
            throws XMLStreamException, MalformedRequestException {
        xml.children(name -> {
            if (name.equals("Tag")) {
                Map<String, String> fields = fields(xml);
                rules.add(tags, required(fields, "Key"), required(fields, "Value"));
            } else {
                xml.skip();
            }
        });
    }

    private static Map<String, String> fields(XmlReader xml) throws XMLStreamException, MalformedRequestException {
        Map<String, String> fields = new HashMap<>();
        xml.children(name -> {
            if (fields.put(name, xml.text()) != null) {
                throw XmlReader.malformed("a <Tag> has more than one <" + name + ">");
            }
        });
        return fields;
    }

    private static String required(Map<String, String> fields, String name) throws MalformedRequestException {
        String text = fields.get(name);
        if (text == null) {
            throw XmlReader.malformed("a <Tag> has no <" + name + ">");
        }
        return text;
    }

    /**
     * Writes the document.
     *
     * @param tags tags by key
     * @return the document, with the tags in the order of their keys
     */
    public static byte[] of(Map<String, String> tags) {
        return XmlWriter.document(
                "Tagging",
                xml -> xml.element(
                        "TagSet",
                        set -> new TreeMap<>(tags)
                                .forEach((key, value) -> set.element("Tag", tag -> {
                                    tag.element("Key", key);
                                    tag.element("Value", value);
                                }))));
    }
}
