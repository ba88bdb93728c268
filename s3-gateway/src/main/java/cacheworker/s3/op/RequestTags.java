package cacheworker.s3.op;

import cacheworker.core.base.NonBlocking;
import cacheworker.core.base.ObjectKey;
import cacheworker.core.config.UfsKeys;
import cacheworker.core.mount.Location;
import cacheworker.core.mount.NameException;
import cacheworker.core.mount.Namespace;
import cacheworker.core.ufs.UfsCapability;
import cacheworker.s3.error.S3ErrorCode;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.request.MalformedRequestException;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.request.TagRules;
import java.util.Map;

/** The tags that requests bring, and whether what they are for can have any. */
@NonBlocking
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
     * The tags that a copy takes over from its source.
     *
     * @param target the copy
     * @param ofSource the tags of the source
     * @return the same, or none where the target cannot have any
     * @throws NameException when the target has no place in the namespace
     */
    public Map<String, String> copied(ObjectKey target, Map<String, String> ofSource) throws NameException {
        return keepsTags(namespace.locate(target)) ? ofSource : Map.of();
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
