package cacheworker.core.ufs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollUpCursorTest {
    private final MemoryUfs memory = new MemoryUfs();
    private final FaultyUfs ufs = new FaultyUfs(memory);

    private List<String> list(String startAfter, int pageSize) throws UfsException {
        List<String> names = new ArrayList<>();
        try (UfsCursor cursor = RollUpCursor.list(ufs, new UfsListRequest("", startAfter, "-", pageSize, false))) {
            for (UfsEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
                names.add(entry.path());
            }
        }
        return names;
    }

    @Test
    void aCommonPrefixOfManyNamesIsSkippedAfterOnePageOfThem() throws UfsException {
        for (int i = 0; i < 1000; i++) {
            memory.putOutside("a-%04d".formatted(i), new byte[0]);
            memory.putOutside("b-%04d".formatted(i), new byte[0]);
        }
        memory.putOutside("a-\uDBFF\uDFFF\uDBFF\uDFFF", new byte[0]);
        memory.putOutside("c", new byte[0]);
        assertThat(list("", 10)).containsExactly("a-", "b-", "c");
        assertThat(ufs.count(UfsCall.NEXT)).isLessThan(40);
        assertThat(ufs.count(UfsCall.LIST)).isEqualTo(3);
        assertThat(list("a-", 10)).containsExactly("b-", "c");
        assertThat(list("a-0500", 10)).containsExactly("a-", "b-", "c");
    }

    @Test
    void anEmptyDelimiterIsRefused() {
        UfsListRequest request = new UfsListRequest("", "", "", 10, false);
        assertThatThrownBy(() -> new RollUpCursor(ufs::list, request)).isInstanceOf(IllegalArgumentException.class);
    }
}
