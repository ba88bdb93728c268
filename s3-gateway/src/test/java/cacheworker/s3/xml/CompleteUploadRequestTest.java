package cacheworker.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CompleteUploadRequestTest {
    @Test
    void theLongestListThatAnyClientWritesFits() throws Exception {
        StringBuilder xml = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
                <CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
                """);
        for (int part = 1; part <= 10_000; part++) {
            xml.append("  <Part>\r\n    <ETag>&quot;").append("d41d8cd98f00b204e9800998ecf8427e");
            xml.append("&quot;</ETag>\r\n    <PartNumber>").append(part);
            xml.append("</PartNumber>\r\n    <ChecksumSHA256>47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
            xml.append("</ChecksumSHA256>\r\n  </Part>\r\n");
        }
        byte[] document = xml.append("</CompleteMultipartUpload>").toString().getBytes(StandardCharsets.UTF_8);
        assertThat(document).hasSizeLessThan(CompleteUploadRequest.MAX_BYTES);
        assertThat(CompleteUploadRequest.read(document).parts()).hasSize(10_000);
    }
}
