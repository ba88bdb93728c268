package cacheworker.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.mount.Bucket;
import cacheworker.core.ufs.UfsContent;
import cacheworker.s3.error.S3ErrorCode;
import cacheworker.s3.error.S3Exception;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentsTest {
    static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    static final String NAMESPACE = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";

    private static String text(byte[] document) {
        return new String(document, StandardCharsets.UTF_8);
    }

    @Test
    void bucketsAreListedWithOwnerAndDate() {
        assertThat(text(BucketsDocument.of(
                        new Owner("id", "name & co"),
                        new BucketsPage(List.of(new Bucket("a", 784_111_777_123L), new Bucket("b", 0)), "", "", ""))))
                .isEqualTo(DECLARATION + "<ListAllMyBucketsResult" + NAMESPACE
                        + "><Owner><ID>id</ID><DisplayName>name &amp; co</DisplayName></Owner><Buckets>"
                        + "<Bucket><Name>a</Name><CreationDate>1994-11-06T08:49:37.000Z</CreationDate></Bucket>"
                        + "<Bucket><Name>b</Name><CreationDate>1970-01-01T00:00:00.000Z</CreationDate></Bucket>"
                        + "</Buckets></ListAllMyBucketsResult>");
    }

    @Test
    void usEast1IsAnEmptyLocation() {
        assertThat(text(LocationDocument.of("us-east-1")))
                .isEqualTo(DECLARATION + "<LocationConstraint" + NAMESPACE + "></LocationConstraint>");
        assertThat(text(LocationDocument.of("eu-west-1")))
                .isEqualTo(DECLARATION + "<LocationConstraint" + NAMESPACE + ">eu-west-1</LocationConstraint>");
    }

    @Test
    void aCopyShowsEtagAndDate() {
        assertThat(text(CopyResultDocument.ofObject(UfsContent.of("abc-1"), 784_111_777_000L)))
                .isEqualTo(DECLARATION + "<CopyObjectResult" + NAMESPACE
                        + "><LastModified>1994-11-06T08:49:37.000Z</LastModified><ETag>\"abc-1\"</ETag>"
                        + "</CopyObjectResult>");
    }

    @Test
    void deletedKeysAndErrorsAreShownInOrderOrErrorsAlone() {
        List<DeleteResultDocument.Outcome> outcomes = List.of(
                new DeleteResultDocument.Outcome("a<b", "", null),
                new DeleteResultDocument.Outcome("c", "", new S3Exception(S3ErrorCode.ACCESS_DENIED, "no")));
        String error = "<Error><Key>c</Key><Code>AccessDenied</Code><Message>no</Message></Error>";
        assertThat(text(DeleteResultDocument.of(outcomes, false)))
                .isEqualTo(DECLARATION + "<DeleteResult" + NAMESPACE + "><Deleted><Key>a&lt;b</Key></Deleted>" + error
                        + "</DeleteResult>");
        assertThat(text(DeleteResultDocument.of(outcomes, true)))
                .isEqualTo(DECLARATION + "<DeleteResult" + NAMESPACE + ">" + error + "</DeleteResult>");
    }
}
