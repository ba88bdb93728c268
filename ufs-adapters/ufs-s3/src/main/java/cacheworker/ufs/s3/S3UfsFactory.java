package cacheworker.ufs.s3;

import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsFactory;
import cacheworker.core.ufs.UfsOptions;
import cacheworker.core.ufs.UnderFileSystem;
import java.net.URI;
import java.util.Set;

/** Opens {@code s3://bucket} and {@code s3://bucket/some/prefix}, on Amazon or any service that speaks S3. */
public final class S3UfsFactory implements UfsFactory {
    private static final Set<String> SCHEMES = Set.of("s3", "s3a", "s3n");

    /** For {@link java.util.ServiceLoader}. */
    public S3UfsFactory() {}

    @Override
    public Set<String> schemes() {
        return SCHEMES;
    }

    /** Asks nothing of the service: the first call does. */
    @Override
    public UnderFileSystem open(URI root, UfsOptions options) throws UfsException {
        return new S3Ufs(S3Root.of(root), S3Settings.of(options));
    }
}
