package cacheworker.arch;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What can be measured of Java sources, as the JDK's own parser sees them. */
final class JavaShapes {
    /** A method or constructor. */
    record Method(String file, String name, long line, long lines, int parameters) {}

    /** A type that is not within another. */
    record Type(String file, String packageName, String name) {}

    private final List<Method> methods = new ArrayList<>();
    private final List<Type> types = new ArrayList<>();

    private JavaShapes() {}

    static JavaShapes of(List<Sources.Source> sources) {
        JavaShapes shapes = new JavaShapes();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Path> files = sources.stream().map(Sources.Source::file).toList();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                shapes.add(unit, positions);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return shapes;
    }

    List<Method> methods() {
        return methods;
    }

    List<Type> types() {
        return types;
    }

    private void add(CompilationUnitTree unit, SourcePositions positions) {
        String file = unit.getSourceFile().getName();
        for (Tree tree : unit.getTypeDecls()) {
            if (tree instanceof ClassTree type) {
                types.add(new Type(
                        file,
                        String.valueOf(unit.getPackageName()),
                        type.getSimpleName().toString()));
            }
        }
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitMethod(MethodTree method, Void nothing) {
                long start = positions.getStartPosition(unit, method);
                long end = positions.getEndPosition(unit, method);
                if (start >= 0 && end >= 0) {
                    long first = unit.getLineMap().getLineNumber(start);
                    long last = unit.getLineMap().getLineNumber(end);
                    methods.add(new Method(
                            file,
                            method.getName().toString(),
                            first,
                            last - first + 1,
                            method.getParameters().size()));
                }
                return super.visitMethod(method, null);
            }
        }.scan(unit, null);
    }
}
