package cacheworker.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigSourceTest {
    @TempDir
    Path home;

    private final Map<String, String> system = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    private void site(String directory, String... lines) throws IOException {
        Path conf = Files.createDirectories(home.resolve(directory));
        Files.write(conf.resolve("alluxio-site.properties"), List.of(lines));
    }

    private Configuration load() throws ConfigException {
        system.putIfAbsent("alluxio.home", home.toString());
        system.putIfAbsent("user.home", home.resolve("user").toString());
        return Configuration.load(ConfigSource.of(system, environment));
    }

    private List<String> problems() {
        try {
            load();
        } catch (ConfigException e) {
            return e.problems();
        }
        return List.of();
    }

    @Test
    void optionsOfMountsAreSettingsOfTheWorkerToo() throws Exception {
        assertThat(KeyCatalogue.GROUPS).containsAll(KeyCatalogue.MOUNT_GROUPS);
        site("conf", "alluxio.underfs.xattr.change.enabled=true");
        Configuration configuration = load();
        assertThat(configuration.warnings()).isEmpty();
        assertThat(configuration.mountProperties())
                .containsExactly(Map.entry("alluxio.underfs.xattr.change.enabled", "true"));
        assertThat(MountOptions.check(Map.of("alluxio.underfs.xattr.change.enabled", "false")))
                .hasSize(1);
    }

    @Test
    void defaultsOfAllSettingsAreValid() throws ConfigException {
        Configuration configuration = load();
        KeyCatalogue.keys().forEach(key -> {
            if (key.defaultText() == null) {
                assertThat(configuration.find(key)).as(key.name()).isNull();
            } else {
                assertThat(configuration.get(key)).as(key.name()).isNotNull();
            }
        });
        assertThat(configuration.warnings()).isEmpty();
        assertThat(configuration.get(S3Keys.API_ENABLED)).isFalse();
        assertThat(configuration.get(S3Keys.REST_PORT)).isEqualTo(29998);
        assertThat(configuration.get(WorkerKeys.WEB_PORT)).isEqualTo(30000);
        assertThat(configuration.get(MetadataKeys.SYNC_INTERVAL)).isEqualTo(Duration.ofSeconds(60));
        assertThat(configuration.get(PageStoreKeys.DIRS)).containsExactly(home.resolve("cache"));
    }

    @Test
    void systemPropertyWinsOverVariableAndVariableOverSiteFile() throws Exception {
        site("conf", "alluxio.worker.rest.port=1", "alluxio.worker.web.port=1", "alluxio.worker.bind.host=one");
        environment.put("ALLUXIO_WORKER_REST_PORT", "2");
        environment.put("ALLUXIO_WORKER_WEB_PORT", "2");
        system.put("alluxio.worker.rest.port", "3");
        Configuration configuration = load();
        assertThat(configuration.get(S3Keys.REST_PORT)).isEqualTo(3);
        assertThat(configuration.get(WorkerKeys.WEB_PORT)).isEqualTo(2);
        assertThat(configuration.get(WorkerKeys.BIND_HOST)).isEqualTo("one");
    }

    @Test
    void blankValuesCountAsNotSet() throws Exception {
        site("conf", "alluxio.worker.rest.port=7");
        environment.put("ALLUXIO_WORKER_REST_PORT", " ");
        system.put("alluxio.worker.rest.port", "");
        assertThat(load().get(S3Keys.REST_PORT)).isEqualTo(7);
    }

    @Test
    void firstDirectoryThatHasASiteFileIsTheOneInUse() throws Exception {
        site("user/.alluxio", "alluxio.worker.rest.port=1");
        assertThat(load().get(S3Keys.REST_PORT)).isEqualTo(1);
        site("conf", "alluxio.worker.rest.port=2");
        assertThat(load().get(S3Keys.REST_PORT)).isEqualTo(2);
        site("named", "alluxio.worker.rest.port=3");
        environment.put("ALLUXIO_CONF_DIR", home.resolve("named").toString());
        assertThat(load().get(S3Keys.REST_PORT)).isEqualTo(3);
    }

    @Test
    void siteFileIsUtf8() throws Exception {
        site("conf", "alluxio.dora.client.ufs.root=/daten/bücher");
        assertThat(load().find(UfsKeys.ROOT)).isEqualTo("/daten/bücher");
        Files.write(
                home.resolve("conf/alluxio-site.properties"),
                "alluxio.dora.client.ufs.root=/b\u00fccher".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(problems()).singleElement().asString().contains("alluxio-site.properties is not UTF-8");
    }

    @Test
    void siteFileWithABrokenEscapeIsNamed() throws Exception {
        site("conf", "alluxio.dora.client.ufs.root=\\u12");
        assertThat(problems()).singleElement().asString().contains("alluxio-site.properties cannot be read");
    }

    @Test
    void referencesAreReplaced() throws Exception {
        site(
                "conf",
                "data=/mnt/ssd",
                "alluxio.work.dir=${data}/alluxio",
                "alluxio.worker.page.store.dirs=${alluxio.work.dir}/a,${alluxio.work.dir}/b",
                "alluxio.worker.page.store.sizes=1GB,2GB");
        Configuration configuration = load();
        assertThat(configuration.get(PageStoreKeys.DIRS))
                .containsExactly(Path.of("/mnt/ssd/alluxio/a"), Path.of("/mnt/ssd/alluxio/b"));
        assertThat(configuration.get(MetadataKeys.ROCKSDB_DIR)).isEqualTo(Path.of("/mnt/ssd/alluxio/metastore"));
        assertThat(configuration.shown(WorkerKeys.WORK_DIR)).isEqualTo("/mnt/ssd/alluxio");
    }

    @Test
    void referencesThatLeadNowhereOrInCirclesAreProblems() throws Exception {
        site(
                "conf",
                "alluxio.work.dir=${alluxio.logs.dir}",
                "alluxio.logs.dir=${alluxio.work.dir}",
                "alluxio.worker.hostname=${no.such.setting}",
                "s3a.secretKey=hush",
                "alluxio.worker.s3.region=${s3a.secretKey}");
        assertThat(problems())
                .anyMatch(line -> line.startsWith("alluxio.work.dir") && line.contains("refers to itself"))
                .anyMatch(line -> line.contains("${no.such.setting}, which has no value"))
                .anyMatch(line -> line.contains("${s3a.secretKey}, which is a secret"))
                .noneMatch(line -> line.contains("hush"));
    }

    @Test
    void allBadValuesAreReportedTogetherWithTheirOrigin() throws Exception {
        site("conf", "alluxio.worker.page.store.page.size=huge", "alluxio.worker.s3.api.enabled=maybe");
        environment.put("ALLUXIO_WORKER_REST_PORT", "x");
        system.put("alluxio.worker.web.port", "-1");
        assertThat(problems())
                .hasSize(4)
                .contains("alluxio.worker.rest.port = 'x': expected a port, 0 to 65535"
                        + " (environment variable ALLUXIO_WORKER_REST_PORT)")
                .contains("alluxio.worker.web.port = '-1': expected a port, 0 to 65535"
                        + " (system property alluxio.worker.web.port)")
                .anyMatch(line -> line.contains("'huge': expected a size")
                        && line.contains(
                                home.resolve("conf/alluxio-site.properties").toString()));
    }

    @Test
    void everyDirectoryNeedsASize() throws Exception {
        site("conf", "alluxio.worker.page.store.dirs=/a,/b", "alluxio.worker.page.store.sizes=1GB");
        assertThat(problems())
                .containsExactly("alluxio.worker.page.store.sizes = '1GB': expected 2 sizes, one for each directory of"
                        + " alluxio.worker.page.store.dirs");
    }

    @Test
    void buffersHoldAPage() throws Exception {
        site("conf", "alluxio.worker.page.store.page.size=8MB", "alluxio.worker.s3.write.buffer.size=4MB");
        assertThat(problems())
                .containsExactly("alluxio.worker.s3.write.buffer.size = '4MB': expected at least one page, 8MB");
    }

    @Test
    void unknownNameIsOneWarningThatSuggestsTheNearest() throws Exception {
        site(
                "conf",
                "alluxio.worker.page.store.page.sizes=1MB",
                "alluxio.underfs.hdfs.remote=true",
                "spark.something=1");
        environment.put("ALLUXIO_WORKER_REST_PROT", "1");
        environment.put("ALLUXIO_WORKER_PORT_29998_TCP", "tcp://10.0.0.1:29998");
        assertThat(load().warnings())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("alluxio.worker.page.store.page.sizes (")
                        && line.endsWith("did you mean alluxio.worker.page.store.page.size?"))
                .anyMatch(line -> line.startsWith("alluxio.underfs.hdfs.remote (") && line.endsWith("no effect"))
                .anyMatch(line -> line.endsWith("did you mean ALLUXIO_WORKER_REST_PORT?"));
    }

    @Test
    void aliasesAreReadAndTheFirstNameWins() throws Exception {
        site("conf", "aws.accessKeyId=alias", "alluxio.underfs.s3.endpoint.region=alias");
        assertThat(load().find(S3UfsKeys.ACCESS_KEY)).isEqualTo("alias");
        assertThat(load().find(S3UfsKeys.REGION)).isEqualTo("alias");
        site("conf", "aws.accessKeyId=alias", "s3a.accessKeyId=name");
        assertThat(load().find(S3UfsKeys.ACCESS_KEY)).isEqualTo("name");
        environment.put("AWS_ACCESSKEYID", "variable");
        assertThat(load().find(S3UfsKeys.ACCESS_KEY)).isEqualTo("variable");
    }

    @Test
    void secretsAreNotShown() throws Exception {
        site("conf", "s3a.secretKey=hush");
        Configuration configuration = load();
        assertThat(configuration.find(S3UfsKeys.SECRET_KEY)).isEqualTo("hush");
        assertThat(configuration.shown(S3UfsKeys.SECRET_KEY)).doesNotContain("hush");
        assertThat(configuration.toString()).doesNotContain("hush");
        assertThat(configuration.mountProperties()).containsExactly(Map.entry("s3a.secretKey", "hush"));
    }

    @Test
    void mountOptionsUseTheSameNamesAndAreCheckedAlike() throws ConfigException {
        assertThat(MountOptions.check(Map.of("aws.accessKeyId", "me", "fs.custom.option", "kept")))
                .isEqualTo(Map.of("s3a.accessKeyId", "me", "fs.custom.option", "kept"));
        assertThat(MountOptions.check(Map.of("aws.accessKeyId", "alias", "s3a.accessKeyId", "name")))
                .isEqualTo(Map.of("s3a.accessKeyId", "name"));
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> MountOptions.check(
                        Map.of("alluxio.worker.rest.port", "1", "alluxio.underfs.s3.threads.max", "many")))
                .satisfies(e -> assertThat(e.problems()).hasSize(2));
    }

    @Test
    void adaptersReadTheirOptionsByKey() {
        assertThat(S3UfsKeys.THREADS.from(Map.of())).isEqualTo(40);
        assertThat(S3UfsKeys.THREADS.from(Map.of("alluxio.underfs.s3.threads.max", "7")))
                .isEqualTo(7);
        assertThat(S3UfsKeys.ENDPOINT.from(Map.of())).isNull();
    }

    @Test
    void groupsAreSmallAndKeysDescribed() {
        for (KeyGroup group : KeyCatalogue.GROUPS) {
            assertThat(group.keys()).as(group.title()).hasSizeLessThanOrEqualTo(40);
            for (Key<?> key : group.keys()) {
                assertThat(key.description())
                        .as(key.name())
                        .matches("[A-Z].*\\.")
                        .doesNotContain("|", "\n");
                assertThat(key.name()).matches("(alluxio|s3a)\\.[A-Za-z0-9.]+");
            }
        }
    }
}
