package cacheworker.it.clients.matrix;

/** What users do with a client all day; the columns of the page on clients, in its order. */
public enum Feature {
    UPLOAD_SMALL("upload", "a small file in one request"),
    UPLOAD_MULTIPART("multipart upload", "a large file in parts, as the client cuts it"),
    EMPTY_OBJECT("empty object", "an object of no bytes, both ways"),
    ODD_KEYS("odd keys", "blanks, `+ & % = ' ( ) ~ @ , ;` and letters of other scripts in keys, both ways"),
    LIST_PAGES("list", "1,100 keys, which is more than one page"),
    READ_WHOLE("read", "a small and a large object, as the client fetches them"),
    READ_RANGE("read a range", "part of an object"),
    COPY("copy", "within the service, of a small and of a large object"),
    DELETE_ONE("delete", "one object"),
    DELETE_MANY("delete many", "many objects by one command or call, and no other"),
    METADATA("metadata", "the user's metadata, or the client's own, there and back"),
    UPLOAD_TAGS("upload with tags", "tags that an object has from its upload on"),
    TAGS("tags", "of an object and of a bucket: set, replaced, told and taken away"),
    CHECKSUMMED_UPLOAD("checksum", "an upload with a checksum that the service verifies"),
    CONDITIONAL_READ("conditional read", "a read only of what has changed"),
    CONDITIONAL_WRITE("conditional write", "an upload only where there is no object, or only over a known one"),
    PRESIGNED_URL("presigned URL", "a read by a URL that the client made");

    private final String title;
    private final String meaning;

    Feature(String title, String meaning) {
        this.title = title;
        this.meaning = meaning;
    }

    /** The head of its column. */
    String title() {
        return title;
    }

    /** What it stands for, as part of a sentence. */
    String meaning() {
        return meaning;
    }
}
