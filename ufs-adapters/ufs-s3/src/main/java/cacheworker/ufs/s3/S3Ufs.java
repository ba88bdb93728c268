package cacheworker.ufs.s3;

import cacheworker.core.base.ByteRange;
import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsCapability;
import cacheworker.core.ufs.UfsCondition;
import cacheworker.core.ufs.UfsCreateOptions;
import cacheworker.core.ufs.UfsCursor;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsInput;
import cacheworker.core.ufs.UfsListRequest;
import cacheworker.core.ufs.UfsMultipart;
import cacheworker.core.ufs.UfsOpened;
import cacheworker.core.ufs.UfsOutput;
import cacheworker.core.ufs.UfsPartPlace;
import cacheworker.core.ufs.UfsParts;
import cacheworker.core.ufs.UfsStatus;
import cacheworker.core.ufs.UnderFileSystem;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * A bucket, or what lies under a prefix in one, as a UFS. An object's version is its ETag. Other programs may use the
 * bucket at the same time.
 */
final class S3Ufs implements UnderFileSystem {
    /** What one PUT, one part and one server-side copy can take (Amazon S3 User Guide, "Uploading objects"). */
    static final long MAX_PUT = 5L << 30;

    /**
     * Conditions of copies and deletions are newer than those of PUT, and services that do not know them ignore them:
     * such a copy is made by a conditional PUT, such a deletion not at all.
     */
    private static final Set<UfsCapability> CAPABILITIES = Set.of(
            UfsCapability.SERVER_SIDE_COPY,
            UfsCapability.MULTIPART,
            UfsCapability.NATIVE_ETAG,
            UfsCapability.CONDITIONAL_PUT);

    private final S3Root root;
    private final S3Clients clients;
    private final S3Failures failures;
    private final S3Tags tags;
    private final Set<UfsCapability> capabilities;
    private final S3Requests requests;
    private final Folders folders;
    private final Listing listing;
    private final Reads reads;
    private final Uploads uploads;
    private final Published published;
    private final S3Multipart multipart;

    /** Connects to nothing. */
    S3Ufs(S3Root root, S3Settings settings) {
        this.root = root;
        this.clients = new S3Clients(settings);
        this.failures = new S3Failures(settings.serviceName(), root.bucket());
        this.tags = new S3Tags(clients, root.bucket(), failures, settings.keepsTags());
        this.capabilities = capabilities(settings.keepsTags());
        this.requests = new S3Requests(clients, root, failures, tags);
        this.folders = new Folders(requests, root, failures, tags);
        this.listing = new Listing(requests, root, failures, folders);
        this.reads = new Reads(clients, root, requests, failures);
        this.uploads = new Uploads(clients, failures);
        this.published = new Published(requests, InstantSource.system());
        this.multipart = new S3Multipart(root, clients, failures, uploads, published, tags);
    }

    @Override
    public Set<UfsCapability> capabilities() {
        return capabilities;
    }

    private static Set<UfsCapability> capabilities(boolean keepsTags) {
        Set<UfsCapability> abilities = EnumSet.copyOf(CAPABILITIES);
        if (keepsTags) {
            abilities.add(UfsCapability.TAGS);
        }
        return Set.copyOf(abilities);
    }

    @Override
    public UfsStatus stat(String path) throws UfsException {
        return path.isEmpty() || path.endsWith("/") ? folders.stat(path) : requests.head(path, root.keyToRead(path));
    }

    @Override
    public UfsCursor list(UfsListRequest request) throws UfsException {
        return listing.list(request);
    }

    @Override
    public UfsInput open(String path, String expected, ByteRange range) throws UfsException {
        return reads.open(path, expected, range);
    }

    @Override
    public UfsOpened openLatest(String path, ByteRange wanted) throws UfsException {
        UfsOpened opened = reads.openLatest(path, wanted);
        return opened == null ? UfsOpened.unread(stat(path)) : opened;
    }

    @Override
    public UfsOutput create(String path, UfsCreateOptions options) throws UfsException {
        String key = root.keyToWrite(path);
        if (path.endsWith("/") && options.length() > 0) {
            throw failures.of(Kind.UNSUPPORTED, key, "a folder cannot hold bytes");
        }
        refuseLarge(key, options.length());
        UfsAttributes attributes = options.attributes();
        String type = S3Attributes.contentType(path, attributes);
        PutObjectRequest.Builder builder = PutObjectRequest.builder()
                .bucket(root.bucket())
                .key(key)
                .contentLength(options.length())
                .contentType(type)
                .metadata(S3Attributes.metadata(attributes))
                .ifNoneMatch(ConditionHeaders.ifNoneMatch(options.condition()))
                .ifMatch(ConditionHeaders.ifMatch(options.condition()))
                .overrideConfiguration(S3Attributes.headers(attributes));
        builder.tagging(tags.header(key, attributes));
        S3Attributes.contentEncoding(attributes).ifPresent(builder::contentEncoding);
        PutObjectRequest put = builder.build();
        BodyRequest<PutObjectResponse> request =
                new BodyRequest<>(key, options.length(), type, (client, body) -> client.putObject(put, body));
        return new S3Output(path, key, options, uploads.begin(request, failures.under(options.condition())), published);
    }

    @Override
    public UfsStatus copy(String from, String expected, String to, UfsAttributes attributes, UfsCondition condition)
            throws UfsException {
        condition.checkSupported(to, CAPABILITIES, UfsCapability.CONDITIONAL_COPY);
        String target = root.keyToWrite(to);
        if (to.endsWith("/") || from.isEmpty() || from.endsWith("/")) {
            throw failures.of(Kind.BAD_NAME, target, "copies are of objects, not of folders");
        }
        UfsStatus source = requests.head(from, root.keyToRead(from), expected);
        refuseLarge(target, source.length());
        return requests.copy(source, to, attributes);
    }

    /**
     * Those of the bucket for a root that is one. Asks the service itself, which need not count tags in its answers to
     * HEAD, and does not where it refuses to show them: that is DENIED here, where {@link #stat} passes it over.
     */
    @Override
    public Map<String, String> tags(String path) throws UfsException {
        if (!capabilities.contains(UfsCapability.TAGS)) {
            return stat(path).attributes().tags();
        }
        return path.isEmpty() || path.endsWith("/") ? folders.tags(path) : tags.ofKey(root.keyToRead(path));
    }

    @Override
    public UfsStatus setTags(String path, Map<String, String> all) throws UfsException {
        tags.require(root.keyToRead(path));
        if (path.isEmpty() || path.endsWith("/")) {
            return folders.setTags(path, all);
        }
        tags.setOfKey(root.keyToWrite(path), all);
        return stat(path);
    }

    /** Only objects that were uploaded in parts are asked for: their ETags end with how many there were. */
    @Override
    public @Nullable UfsPartPlace part(String path, String expected, int number) throws UfsException {
        return ETags.isOfParts(expected) ? requests.part(root.keyToRead(path), expected, number) : null;
    }

    @Override
    public UfsParts parts(String path, String expected) throws UfsException {
        return ETags.isOfParts(expected) ? requests.parts(root.keyToRead(path), expected) : UfsParts.NONE;
    }

    @Override
    public UfsMultipart multipart() {
        return multipart;
    }

    private void refuseLarge(String key, long length) throws UfsException {
        if (length > MAX_PUT) {
            throw failures.of(
                    Kind.UNSUPPORTED, key, length + " bytes are more than the " + MAX_PUT + " of one PUT or copy");
        }
    }

    /** The service says nothing of what was not there, so a HEAD asks before. */
    @Override
    public void delete(String path, UfsCondition condition) throws UfsException {
        condition.checkSupported(path, CAPABILITIES, UfsCapability.CONDITIONAL_DELETE);
        String key = root.keyToWrite(path);
        if (path.endsWith("/")) {
            folders.delete(path);
        } else {
            requests.head(path, root.keyToRead(path));
            requests.delete(key);
        }
    }

    @Override
    public void close() {
        uploads.close();
        clients.close();
    }
}
