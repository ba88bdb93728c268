package cacheworker.it.clients.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.it.env.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.ReflectionSupport;

/** Runs each test of a client over each UFS, and holds the client's row of the page to what passed. */
final class MatrixExtension implements TestTemplateInvocationContextProvider, BeforeAllCallback, AfterAllCallback {
    private static final Namespace SPACE = Namespace.create(MatrixExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        ClientMatrix client = context.getRequiredTestClass().getAnnotation(ClientMatrix.class);
        context.getStore(SPACE).put(ClientProofs.class, new ClientProofs(client, leftOut(client)));
    }

    /** What is not tried: what the installed version lacks, which is said, and what is left to the long suites. */
    private static Set<Feature> leftOut(ClientMatrix client) {
        Set<Feature> leftOut = EnumSet.noneOf(Feature.class);
        for (Feature lacking : ReflectionSupport.newInstance(client.installed()).lacks()) {
            System.out.println("NOT RUN: " + client.value() + ", " + lacking.title()
                    + ": the installed version is too old for it");
            leftOut.add(lacking);
        }
        if (!Project.isFullRun()) {
            leftOut.addAll(Arrays.asList(client.onlyInFullRuns()));
        }
        return leftOut;
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        ClientProofs proofs = proofs(context);
        if (proofs.hasFailures()) {
            return;
        }
        CompatibilityPage page = CompatibilityPage.read();
        if (CompatibilityPage.isToBeWritten()) {
            page.with(proofs.client(), proofs.row(page.row(proofs.client()))).write();
        } else {
            assertThat(page.row(proofs.client()))
                    .as("the row of %s in %s, which bin/docs --clients renews", proofs.client(), CompatibilityPage.NAME)
                    .isEqualTo(proofs.row(page.row(proofs.client())));
        }
    }

    private static ClientProofs proofs(ExtensionContext context) {
        return context.getStore(SPACE).get(ClientProofs.class, ClientProofs.class);
    }

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return context.getRequiredTestMethod().isAnnotationPresent(Proves.class);
    }

    @Override
    public boolean mayReturnZeroTestTemplateInvocationContexts(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Feature feature =
                context.getRequiredTestMethod().getAnnotation(Proves.class).value();
        return proofs(context).isLeftOut(feature)
                ? Stream.empty()
                : Arrays.stream(UfsKind.values()).map(kind -> new Run(kind, feature));
    }

    /** One run of a test over one UFS. */
    private record Run(UfsKind kind, Feature feature)
            implements TestTemplateInvocationContext, ParameterResolver, AfterTestExecutionCallback {
        @Override
        public String getDisplayName(int invocationIndex) {
            return kind.title() + " UFS";
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(this);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == TestBucket.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            try {
                return context.getRoot()
                        .getStore(SPACE)
                        .getOrComputeIfAbsent(kind, Run::started, SharedWorker.class)
                        .newBucket();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static SharedWorker started(UfsKind kind) {
            try {
                return new SharedWorker(kind);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot start a worker over " + kind, e);
            }
        }

        @Override
        public void afterTestExecution(ExtensionContext context) {
            boolean passed = context.getExecutionException().isEmpty();
            proofs(context).add(feature, kind, passed);
        }
    }
}
