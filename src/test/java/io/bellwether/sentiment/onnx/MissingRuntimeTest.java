package io.bellwether.sentiment.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Most installations do not have ONNX Runtime. */
class MissingRuntimeTest {

    /** Has this project's classes itself, and everything else but ONNX Runtime from where it is. */
    private static final class WithoutRuntime extends ClassLoader {

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("ai.onnxruntime")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("io.bellwether") || findLoadedClass(name) != null) {
                return super.loadClass(name, resolve);
            }
            String file = name.replace('.', '/') + ".class";
            try (InputStream in = MissingRuntimeTest.class.getClassLoader().getResourceAsStream(file)) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @Test
    void whoSwitchesItOnIsToldWhatToAddAndWhere(@TempDir Path folder) throws Exception {
        OnnxSettings tiny = TinyModel.in(folder);
        Class<?> runtime = new WithoutRuntime().loadClass(OnnxRuntime.class.getName());
        var require = runtime.getDeclaredMethod("require", Path.class);
        require.setAccessible(true);
        assertThatThrownBy(() -> require.invoke(null, Path.of(tiny.model())))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .hasMessageStartingWith("a heavier sentiment model needs ONNX Runtime, which is not on the class path")
                .hasMessageContaining(
                        "./mvnw dependency:copy -Dartifact=" + OnnxRuntime.ARTIFACT + " -DoutputDirectory=lib")
                .hasMessageContaining("Flink");
    }

    /** The version that is asked for is the one that tests run with. */
    @Test
    void theVersionIsThatOfTheBuild() throws Exception {
        String version = OnnxRuntime.ARTIFACT.substring(OnnxRuntime.ARTIFACT.lastIndexOf(':') + 1);
        assertThat(Path.of("pom.xml")).content().contains("<onnxruntime.version>" + version + "<");
        assertThat(Path.of("docs/heavier-model.md")).content().contains("-Dartifact=" + OnnxRuntime.ARTIFACT + " ");
    }
}
