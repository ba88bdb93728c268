package cacheworker.s3.op;

import cacheworker.core.base.Blocking;
import cacheworker.core.base.ObjectKey;
import cacheworker.core.config.UfsKeys;
import cacheworker.core.meta.CachedObject;
import cacheworker.core.mount.Location;
import cacheworker.core.mount.NameException;
import cacheworker.core.mount.Namespace;
import cacheworker.core.ufs.UfsCapability;
import cacheworker.core.ufs.UfsException;
import cacheworker.s3.error.S3ErrorCode;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.request.MalformedRequestException;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.request.TagRules;
import java.util.Map;

/** The tags that requests bring, and whether what they are for can have any. */
public final class RequestTags {
    private final Namespace namespace;
    private final TagRules rules;

    /**
     * Tags of requests.
     *
     * @param namespace knows which mounts keep tags
     * @param rules what tags may be
     */
    public RequestTags(Namespace namespace, TagRules rules) {
        this.namespace = namespace;
        this.rules = rules;
    }

    /**
     * What tags may be.
     *
     * @return the rules
     */
    public TagRules rules() {
        return rules;
    }

    /**
     * The tags that a write of an object brings in its head.
     *
     * @param request the request
     * @return tags by key; empty when it brings none
     * @throws S3Exception NOT_IMPLEMENTED when it brings some and the object cannot have any
     * @throws MalformedRequestException when they are not what tags may be
     * @throws NameException when the object has no place in the namespace
     */
    public Map<String, String> ofHeader(S3Request request)
            throws S3Exception, MalformedRequestException, NameException {
        Map<String, String> tags = rules.ofHeader(request);
        if (!tags.isEmpty()) {
            require(request);
        }
        return tags;
    }

    /**
     * The tags of an object. Where the worker knows of none, the storage is asked: not every one says with an object
     * that it has tags.
     *
     * @param object the object
     * @return tags by key; empty when it has none
     * @throws UfsException DENIED when they may not be read; else when the storage cannot be asked
     */
    @Blocking
    public Map<String, String> of(CachedObject object) throws UfsException {
        Map<String, String> known = object.status().attributes().tags();
        Location location = object.location();
        return known.isEmpty() && keepsTags(location) ? location.ufs().tags(location.path()) : known;
    }

    /**
     * The tags that a copy takes over from its source.
     *
     * @param target the copy
     * @param source what is copied
     * @return the tags of the source, or none where the target cannot have any
     * @throws NameException when the target has no place in the namespace
     * @throws UfsException DENIED when they may not be read; else when the storage cannot be asked
     */
    @Blocking
    public Map<String, String> copied(ObjectKey target, CachedObject source) throws NameException, UfsException {
        return keepsTags(namespace.locate(target)) ? of(source) : Map.of();
    }

    /**
     * Makes sure that the object or bucket of a request can have tags.
     *
     * @param request the request
     * @throws S3Exception NOT_IMPLEMENTED when it cannot
     * @throws NameException when it has no place in the namespace
     */
    public void require(S3Request request) throws S3Exception, NameException {
        Location location = request.key() == null
                ? namespace.locateBucket(Target.bucket(request))
                : namespace.locate(Target.object(request));
        if (location.mount().isPlaceholder()) {
            throw refusal("'" + request.target() + "' is there because of mounts inside of it alone, and has no storage"
                    + " that could keep tags");
        }
        if (!keepsTags(location)) {
            throw refusal("Tags are not kept in mount /" + location.mount().path() + ": set "
                    + UfsKeys.XATTR_CHANGE.name() + "=true to have them");
        }
        if (request.key() != null && location.path().isEmpty()) {
            throw refusal("'" + request.key() + "' is a mount point, which has no tags as an object");
        }
    }

    private static S3Exception refusal(String message) {
        return new S3Exception(S3ErrorCode.NOT_IMPLEMENTED, message)
                .with("Header", TagRules.HEADER)
                .with("additionalMessage", UfsKeys.XATTR_CHANGE.name());
    }

    private static boolean keepsTags(Location location) {
        return location.ufs().capabilities().contains(UfsCapability.TAGS);
    }
}
