package cacheworker.it.listing;

import cacheworker.core.base.Utf8Order;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * One page as a client reads it.
 *
 * @param entries keys and common prefixes in order
 * @param isTruncated whether another page follows
 * @param nextToken the token of version 2, or empty
 * @param nextMarker the marker of version 1, or empty
 */
record ListingPage(List<String> entries, boolean isTruncated, String nextToken, String nextMarker) {
    static ListingPage parse(byte[] document) throws IOException {
        Document xml;
        try {
            xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(document));
        } catch (ParserConfigurationException | SAXException e) {
            throw new AssertionError(new String(document, StandardCharsets.UTF_8), e);
        }
        boolean encoded = !text(xml, "EncodingType").isEmpty();
        List<String> keys = names(xml, "Contents", "Key", encoded);
        List<String> prefixes = names(xml, "CommonPrefixes", "Prefix", encoded);
        List<String> all = new ArrayList<>(keys);
        all.addAll(prefixes);
        all.sort(Utf8Order.INSTANCE);
        String count = text(xml, "KeyCount");
        if (!inOrder(keys) || !inOrder(prefixes) || !(count.isEmpty() || count.equals("" + all.size()))) {
            throw new AssertionError(new String(document, StandardCharsets.UTF_8));
        }
        String marker = text(xml, "NextMarker");
        return new ListingPage(
                all,
                text(xml, "IsTruncated").equals("true"),
                text(xml, "NextContinuationToken"),
                encoded ? decoded(marker) : marker);
    }

    /** What a client sends to get the next page. */
    String position(ListingQuery query) {
        if (query.version() == 2) {
            return nextToken;
        }
        // Version 1 says where to go on only when there is a delimiter; else clients take the last key.
        return query.delimiter().isEmpty() ? entries.get(entries.size() - 1) : nextMarker;
    }

    private static boolean inOrder(List<String> names) {
        return names.stream().sorted(Utf8Order.INSTANCE).distinct().toList().equals(names);
    }

    private static List<String> names(Document xml, String parent, String child, boolean encoded) {
        List<String> names = new ArrayList<>();
        NodeList parents = xml.getElementsByTagName(parent);
        for (int i = 0; i < parents.getLength(); i++) {
            String name = ((Element) parents.item(i))
                    .getElementsByTagName(child)
                    .item(0)
                    .getTextContent();
            names.add(encoded ? decoded(name) : name);
        }
        return names;
    }

    private static String text(Document xml, String name) {
        NodeList found = xml.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }

    private static String decoded(String name) {
        return URLDecoder.decode(name, StandardCharsets.UTF_8);
    }
}
