package cacheworker.ufs.contract;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.ufs.UfsCursor;
import cacheworker.core.ufs.UfsEntry;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsListRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Random listings against a sorted model, one page after the other. */
public interface UfsListPropertyContract extends UfsUnderTest {
    /** Replays one case: set it to the seed that a failure printed. */
    String SEED_PROPERTY = "ufs.contract.seed";

    /** How many random sets of keys are tried; a slow storage takes fewer. */
    default int listingRounds() {
        return 6;
    }

    /** Keys, prefix, start-after, delimiter and page size are all random. */
    @Test
    default void listingsAgreeWithASortedModel() throws Exception {
        long seed = Long.getLong(SEED_PROPERTY, System.nanoTime());
        SplittableRandom random = new SplittableRandom(seed);
        ListingModel model = new ListingModel();
        for (int round = 0; round < listingRounds(); round++) {
            String base = "round" + round + "/";
            for (int i = 0; i < 25; i++) {
                String key = base + RandomKeys.next(random);
                if (model.add(key)) {
                    calls().put(key, new byte[0]);
                }
            }
            for (int i = 0; i < 60; i++) {
                UfsListRequest request = randomRequest(random, base, model);
                assertThat(pages(request))
                        .as("-D%s=%d, %s, keys %s", SEED_PROPERTY, seed, request, model.keys())
                        .isEqualTo(model.list(request));
            }
        }
    }

    private static UfsListRequest randomRequest(SplittableRandom random, String base, ListingModel model) {
        List<String> paths = new ArrayList<>(model.paths());
        String prefix = random.nextInt(4) == 0 ? base : cut(random, paths.get(random.nextInt(paths.size())));
        String startAfter = "";
        if (random.nextInt(3) > 0) {
            startAfter = paths.get(random.nextInt(paths.size()));
            startAfter = random.nextBoolean() ? startAfter : cut(random, startAfter) + RandomKeys.tail(random);
        }
        String delimiter = random.nextBoolean() ? "/" : "";
        return new UfsListRequest(prefix, startAfter, delimiter, 1 + random.nextInt(12), false);
    }

    /** A part of a name that does not end between two surrogates. */
    private static String cut(SplittableRandom random, String name) {
        int end = random.nextInt(name.length() + 1);
        return end > 0 && Character.isHighSurrogate(name.charAt(end - 1))
                ? name.substring(0, end - 1)
                : name.substring(0, end);
    }

    /** Takes page after page, each going on behind the last entry of the one before. */
    private List<String> pages(UfsListRequest request) throws UfsException {
        List<String> lines = new ArrayList<>();
        UfsListRequest page = request;
        int before = -1;
        while (lines.size() > before) {
            before = lines.size();
            String last = onePage(page, lines);
            page = new UfsListRequest(page.prefix(), last, page.delimiter(), page.pageSize(), true);
        }
        return lines;
    }

    private String onePage(UfsListRequest page, List<String> lines) throws UfsException {
        String last = page.startAfter();
        try (UfsCursor cursor = ufs().list(page)) {
            for (int i = 0; i < page.pageSize(); i++) {
                UfsEntry entry = cursor.next();
                if (entry == null) {
                    break;
                }
                last = entry.path();
                lines.add(ListingModel.line(entry.path(), entry.isCommonPrefix()));
            }
        }
        return last;
    }
}
