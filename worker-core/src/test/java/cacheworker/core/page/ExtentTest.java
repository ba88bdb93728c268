package cacheworker.core.page;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.page.policy.Survival;
import org.junit.jupiter.api.Test;

class ExtentTest {
    private static final int LARGEST = PageStoreOptions.LARGEST_PAGE;

    @Test
    void marksDisturbNothingElse() {
        long page = Extent.trusted(Extent.page(LARGEST, -1));
        for (int marks = 0; marks <= Survival.MOST_MARKS; marks++) {
            page = Extent.withMarks(page, marks);
            assertThat(Extent.marks(page)).isEqualTo(marks);
            assertThat(Extent.length(page)).isEqualTo(LARGEST);
            assertThat(Extent.crc(page)).isEqualTo(-1);
            assertThat(Extent.isTrusted(page)).isTrue();
        }
    }

    @Test
    void neitherMarksNorTrustLast() {
        long page = Extent.page(LARGEST, 7);
        assertThat(Extent.lasting(Extent.trusted(Extent.withMarks(page, Survival.MOST_MARKS))))
                .isEqualTo(page);
    }
}
