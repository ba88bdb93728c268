package cacheworker.ufs.contract;

import static cacheworker.ufs.contract.UfsCalls.assertFails;
import static cacheworker.ufs.contract.UfsCalls.randomBytes;
import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsCapability;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code copy} promises where it is declared, and that it is refused where it is not. */
public interface UfsCopyContract extends UfsUnderTest {
    /** Bytes and ETag of the source, attributes of the caller. */
    @Test
    default void aCopyHasTheBytesAndTheGivenAttributes() throws Exception {
        byte[] bytes = randomBytes(700_001, 11);
        UfsStatus source = calls().put("from/here", bytes, new UfsAttributes(Map.of(), Map.of("old", "1")));
        UfsAttributes attributes = new UfsAttributes(Map.of("content-type", "x/copy"), Map.of("new", "2"));
        if (!can(UfsCapability.SERVER_SIDE_COPY)) {
            assertFails(Kind.UNSUPPORTED, () -> ufs().copy("from/here", source.version(), "to/there", attributes));
            return;
        }

        UfsStatus copy = ufs().copy("from/here", source.version(), "to/there", attributes);

        assertThat(ufs().stat("to/there")).isEqualTo(copy);
        assertThat(copy.attributes()).isEqualTo(attributes);
        assertThat(copy.etag()).isEqualTo(source.etag());
        assertThat(calls().get("to/there")).isEqualTo(bytes);
        assertThat(ufs().stat("from/here")).isEqualTo(source);
    }

    /** Onto an object, and onto itself. */
    @Test
    default void aCopyReplacesItsTarget() throws Exception {
        if (!can(UfsCapability.SERVER_SIDE_COPY)) {
            return;
        }
        UfsStatus source = calls().put("source", "new bytes");
        calls().put("target", "old", new UfsAttributes(Map.of(), Map.of("old", "1")));

        ufs().copy("source", source.version(), "target", UfsAttributes.NONE);
        UfsAttributes replaced = new UfsAttributes(Map.of(), Map.of("self", "1"));
        UfsStatus self = ufs().copy("source", source.version(), "source", replaced);

        assertThat(calls().get("target")).asString().isEqualTo("new bytes");
        assertThat(ufs().stat("target").attributes().userMetadata()).isEmpty();
        assertThat(calls().get("source")).asString().isEqualTo("new bytes");
        assertThat(self.attributes()).isEqualTo(replaced);
    }

    /** Nothing is copied that is not what the caller saw. */
    @Test
    default void aCopyOfSomethingElseIsRefused() throws Exception {
        if (!can(UfsCapability.SERVER_SIDE_COPY)) {
            return;
        }
        UfsStatus stale = calls().put("source", "first");
        calls().put("source", "other");

        assertFails(Kind.CHANGED, () -> ufs().copy("source", stale.version(), "target", UfsAttributes.NONE));
        assertFails(Kind.NOT_FOUND, () -> ufs().copy("nowhere", stale.version(), "target", UfsAttributes.NONE));
        assertFails(Kind.NOT_FOUND, () -> ufs().stat("target"));
    }

    /** As for any write. */
    @Test
    default void aCopyConflictsLikeAWrite() throws Exception {
        if (!can(UfsCapability.SERVER_SIDE_COPY) || !can(UfsCapability.HIERARCHICAL)) {
            return;
        }
        UfsStatus source = calls().put("source", "x");
        calls().put("folder/object", "x");

        assertFails(Kind.CONFLICT, () -> ufs().copy("source", source.version(), "folder", UfsAttributes.NONE));
        assertFails(Kind.CONFLICT, () -> ufs().copy("source", source.version(), "source/b", UfsAttributes.NONE));
    }
}
