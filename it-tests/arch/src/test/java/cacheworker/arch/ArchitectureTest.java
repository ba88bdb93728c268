package cacheworker.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.base.Blocking;
import cacheworker.core.config.ConfigSource;
import cacheworker.core.config.Configuration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Holds what docs/architecture.md says of packages and threads. */
class ArchitectureTest {
    private static final String[] EVENT_LOOP = {"cacheworker.s3.http", "cacheworker.s3.peer"};
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("cacheworker");

    @Test
    void allModulesAreLookedAt() {
        assertThat(CLASSES.contain(Configuration.class)).isTrue();
        assertThat(CLASSES.contain("cacheworker.s3.boot.Main")).isTrue();
        assertThat(CLASSES.contain("cacheworker.ufs.local.LocalUfsFactory")).isTrue();
    }

    @Test
    void everyPackageHasAPlace() {
        Set<String> strangers = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            String name = type.getPackageName();
            if (Layers.place(name) < 0 && Layers.adapter(name).isEmpty()) {
                strangers.add(name);
            }
        }
        assertThat(strangers).as("packages without a place in Layers").isEmpty();
    }

    @Test
    void packagesUseOnlyWhatStandsBelowThem() {
        Set<String> violations = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String from = type.getPackageName();
                String to = dependency.getTargetClass().getBaseComponentType().getPackageName();
                if (to.startsWith(Layers.ROOT) && !mayUse(from, to)) {
                    violations.add(from + " must not use " + to + ": " + dependency.getDescription());
                }
            }
        }
        assertThat(violations).isEmpty();
    }

    private static boolean mayUse(String from, String to) {
        if (from.equals(to)) {
            return true;
        }
        String adapter = Layers.adapter(from);
        if (!adapter.isEmpty()) {
            return adapter.equals(Layers.adapter(to)) || Layers.OPEN_TO_ADAPTERS.contains(to);
        }
        return Layers.place(to) > Layers.place(from);
    }

    @Test
    void nettyStaysInTheNetworkPackages() {
        noClasses()
                .that()
                .resideOutsideOfPackages("cacheworker.s3.http", "cacheworker.s3.peer", "cacheworker.s3.boot")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .because("the rest must not depend on how bytes come and go")
                .check(CLASSES);
    }

    @Test
    void sdksStayInTheirAdapters() {
        noClasses()
                .that()
                .resideOutsideOfPackage("cacheworker.ufs.s3..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..", "org.apache.hadoop..")
                .because("a storage's client belongs to one adapter")
                .check(CLASSES);
    }

    @Test
    void rocksDbStaysBehindTheStores() {
        noClasses()
                .that()
                .resideOutsideOfPackages("cacheworker.core.page", "cacheworker.core.meta")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.rocksdb..")
                .check(CLASSES);
    }

    @Test
    void onlyBootReadsTheConfiguration() {
        noClasses()
                .that()
                .resideOutsideOfPackages("cacheworker.s3.boot", "cacheworker.core.config")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ConfigSource.class, Configuration.class)
                .because("a component gets a record of its options")
                .check(CLASSES);
    }

    @Test
    void eventLoopsDoNotOpenFiles() {
        noClasses()
                .that()
                .resideInAnyPackage(EVENT_LOOP)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Files.class)
                .orShould()
                .callMethodWhere(JavaCall.Predicates.target(DescribedPredicate.describe(
                        "opens a file",
                        target -> target.getOwner().isEquivalentTo(FileChannel.class)
                                && target.getName().equals("open"))))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void eventLoopsNeverBlock() {
        Set<String> violations = new TreeSet<>();
        for (JavaClass type : CLASSES.that(JavaClass.Predicates.resideInAnyPackage(EVENT_LOOP))) {
            for (JavaMethodCall call : type.getMethodCallsFromSelf()) {
                if (blocks(call.getTarget()) && !isBlocking(call.getOrigin())) {
                    violations.add(call.getDescription());
                }
            }
        }
        assertThat(violations)
                .as("calls of what blocks, by methods of event-loop packages that are not @Blocking themselves")
                .isEmpty();
    }

    private static boolean blocks(CodeUnitCallTarget target) {
        if (target.getOwner().isAssignableTo(Future.class)
                && Set.of("get", "join", "sync", "syncUninterruptibly", "await", "awaitUninterruptibly")
                        .contains(target.getName())) {
            return true;
        }
        return target.resolveMember().filter(ArchitectureTest::isBlocking).isPresent();
    }

    private static boolean isBlocking(JavaCodeUnit unit) {
        return unit.isAnnotatedWith(Blocking.class) || unit.getOwner().isAnnotatedWith(Blocking.class);
    }
}
