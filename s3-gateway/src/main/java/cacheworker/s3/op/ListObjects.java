package cacheworker.s3.op;

import cacheworker.core.mount.NameException;
import cacheworker.core.ufs.UfsException;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.request.RequestBody;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.response.ResponseHeaders;
import cacheworker.s3.response.S3Response;
import cacheworker.s3.xml.ListObjectsV1Document;
import cacheworker.s3.xml.Owner;

/** {@code GET /bucket}: a page of keys, version 1. The next page begins behind a marker. */
final class ListObjects implements Operation {
    private final ListingPages pages;
    private final Owner owner;

    ListObjects(ListingPages pages, Owner owner) {
        this.pages = pages;
        this.owner = owner;
    }

    @Override
    public S3Response run(S3Request request, RequestBody body) throws S3Exception, NameException, UfsException {
        String version = request.query().get("list-type");
        if (version != null) {
            throw QueryParameters.invalid("list-type", version, "2");
        }
        ListParameters parameters = ListParameters.of(request);
        String marker = QueryParameters.text(request, "marker");
        // S3 skips all of a common prefix that the marker equals or lies in.
        String commonPrefix = parameters.commonPrefixOf(marker);
        String startAfter = commonPrefix == null ? marker : commonPrefix;
        ListingPages.Page page = pages.read(parameters, startAfter, !marker.isEmpty());
        byte[] document = ListObjectsV1Document.of(page.listing(), marker, page.last(), owner);
        return new S3Response.Xml(200, new ResponseHeaders(), document);
    }
}
