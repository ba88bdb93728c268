package cacheworker.s3.xml;

import cacheworker.s3.request.MalformedRequestException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;

/**
 * {@code Delete}, the body of DeleteObjects.
 *
 * @param keys the keys to delete, in the order sent, possibly some of them twice; 1 to 1,000
 * @param quiet whether the answer shows errors alone
 */
public record DeleteRequest(List<String> keys, boolean quiet) {
    /** Keys that one request may name. */
    public static final int MAX_KEYS = 1000;
    /** Bytes that the body may have: 1,000 keys of 1,024 bytes, escaped, with what stands around them. */
    public static final int MAX_BYTES = 8 * 1024 * 1024;

    /** Copies the list. */
    public DeleteRequest {
        keys = List.copyOf(keys);
    }

    /**
     * Reads the document. Elements may come in any order; unknown ones are passed over.
     *
     * @param body the document
     * @return what is asked for
     * @throws MalformedRequestException MALFORMED_XML when it is another document, or names no key or too many
     */
    public static DeleteRequest read(byte[] body) throws MalformedRequestException {
        List<String> keys = new ArrayList<>();
        boolean[] quiet = new boolean[1];
        XmlReader.read(
                body,
                "Delete",
                xml -> xml.children(name -> {
                    switch (name) {
                        case "Object" -> keys.add(key(xml));
                        case "Quiet" -> quiet[0] = xml.text().strip().equals("true");
                        default -> xml.skip();
                    }
                    if (keys.size() > MAX_KEYS) {
                        throw XmlReader.malformed("it names more than " + MAX_KEYS + " keys");
                    }
                }));
        if (keys.isEmpty()) {
            throw XmlReader.malformed("it names no <Object> to delete");
        }
        return new DeleteRequest(keys, quiet[0]);
    }

    private static String key(XmlReader xml) throws XMLStreamException, MalformedRequestException {
        String[] key = {""};
        xml.children(name -> {
            if (name.equals("Key")) {
                key[0] = xml.text();
            } else {
                xml.skip();
            }
        });
        if (key[0].isEmpty()) {
            throw XmlReader.malformed("an <Object> has no <Key>");
        }
        return key[0];
    }
}
