package cacheworker.s3.op.tagging;

import cacheworker.s3.op.OpFixture;
import cacheworker.s3.op.OpFixture.Answer;
import java.nio.charset.StandardCharsets;

/** Requests about tags, for tests. */
final class Tagged {
    private Tagged() {}

    /** The document with tags given as key, value, key, value. */
    static String document(String... tags) {
        StringBuilder xml = new StringBuilder("<Tagging xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><TagSet>");
        for (int i = 0; i < tags.length; i += 2) {
            xml.append("<Tag><Key>").append(tags[i]).append("</Key><Value>");
            xml.append(tags[i + 1]).append("</Value></Tag>");
        }
        return xml.append("</TagSet></Tagging>").toString();
    }

    static Answer put(OpFixture fixture, String resource, String... tags) {
        return send(fixture, resource, document(tags));
    }

    static Answer send(OpFixture fixture, String resource, String document, String... headers) {
        return fixture.answer("PUT", resource + "?tagging", document.getBytes(StandardCharsets.UTF_8), headers);
    }

    static Answer get(OpFixture fixture, String resource) {
        return fixture.get(resource + "?tagging");
    }

    static Answer delete(OpFixture fixture, String resource) {
        return fixture.delete(resource + "?tagging");
    }

    /** The tags in a document, as {@code key=value key=value}. */
    static String in(Answer answer) {
        return answer.text()
                .replaceFirst("(?s).*<TagSet>", "")
                .replaceFirst("(?s)</TagSet>.*", "")
                .replace("<Tag><Key>", "")
                .replace("</Key><Value>", "=")
                .replace("</Value></Tag>", " ")
                .strip();
    }
}
