package cacheworker.it.clients.matrix;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test class of one client: a row of the page on clients. Fails when the row differs from what the tests proved. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(MatrixExtension.class)
public @interface ClientMatrix {
    /** The name of the client, without a version. */
    String value();

    /** What the client itself does not have. */
    Feature[] without() default {};

    /** Tells what the version that this machine has lacks; the run says so, and leaves these cells as they are. */
    Class<? extends InstalledClient> installed() default InstalledClient.class;

    /** What is left to the long suites, because this client is slow at it. */
    Feature[] onlyInFullRuns() default {};
}
