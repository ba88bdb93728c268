package cacheworker.it.clients.matrix;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;

/** A test that runs once for each UFS, gets a {@link TestBucket} of its own, and proves a feature when it passes. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
public @interface Proves {
    /** What a passing test shows. */
    Feature value();
}
