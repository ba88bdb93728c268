package cacheworker.s3.op;

import cacheworker.core.mount.NameException;
import cacheworker.core.ufs.UfsException;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.request.RequestBody;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.response.ResponseHeaders;
import cacheworker.s3.response.S3Response;
import cacheworker.s3.xml.ListObjectsV2Document;
import cacheworker.s3.xml.Owner;

/** {@code GET /bucket?list-type=2}: a page of keys. The next page begins where a token says. */
final class ListObjectsV2 implements Operation {
    private final ListingPages pages;
    private final Owner owner;

    ListObjectsV2(ListingPages pages, Owner owner) {
        this.pages = pages;
        this.owner = owner;
    }

    @Override
    public S3Response run(S3Request request, RequestBody body) throws S3Exception, NameException, UfsException {
        ListParameters parameters = ListParameters.of(request);
        String token = request.query().get("continuation-token");
        String startAfter = request.query().get("start-after");
        boolean ownerAsked = QueryParameters.text(request, "fetch-owner").equals("true");
        String from = token == null
                ? behind(parameters, startAfter == null ? "" : startAfter)
                : ContinuationToken.decode(parameters.bucket(), token);
        ListingPages.Page page = pages.read(parameters, from, token != null);
        String next = page.last() == null ? null : ContinuationToken.encode(parameters.bucket(), page.last());
        byte[] document = ListObjectsV2Document.of(
                page.listing(), new ListObjectsV2Document.Position(startAfter, token, next, ownerAsked ? owner : null));
        return new S3Response.Xml(200, new ResponseHeaders(), document);
    }

    /**
     * Where to begin for a {@code start-after}: a common prefix is shown as long as one key under it is greater, which
     * is so when {@code start-after} is that prefix itself. The listing underneath would skip it as a page's last
     * entry; the least character behind it says that it was not.
     */
    private static String behind(ListParameters parameters, String startAfter) {
        return startAfter.equals(parameters.commonPrefixOf(startAfter)) ? startAfter + '\u0001' : startAfter;
    }
}
