package org.sputterpilot.hmi;

import io.quarkus.security.Authenticated;
import io.quarkus.security.PermissionsAllowed;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sputterpilot.security.Permission;
import org.sputterpilot.security.PermissionMatrix;
import org.sputterpilot.security.Role;

/** Every call the web room answers, found by its annotations, with who may make it. */
public final class Routes {
    private static final java.nio.file.Path CLASSES = java.nio.file.Path.of("target/classes/org/sputterpilot/hmi");

    private Routes() {}

    /** Who may make a call. */
    public enum Guard {
        ANYBODY,
        SIGNED_IN,
        PERMISSION,
        /** Nothing says who: a mistake. */
        NONE
    }

    /**
     * A call.
     *
     * @param path below {@code /api/v1}, with its variables in braces
     * @param consumes the kind of body it takes
     * @param permission the row of the table that guards it
     */
    public record Route(
            String method, String path, String consumes, Guard guard, Optional<Permission> permission, String where) {
        /** Whether the table lets a person with this role make it. */
        public boolean opensFor(Role role) {
            return permission
                    .map(one -> PermissionMatrix.granted(Set.of(role)).contains(one))
                    .orElse(true);
        }

        public boolean isRead() {
            return method.equals("GET");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** All of them, by path and method. */
    public static List<Route> all() {
        List<Route> routes = new ArrayList<>();
        try (Stream<java.nio.file.Path> files = Files.list(CLASSES)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && name.indexOf('$') < 0)
                    .map(name -> load("org.sputterpilot.hmi." + name.substring(0, name.length() - 6)))
                    .filter(type -> type.isAnnotationPresent(Path.class))
                    .forEach(type -> addOf(type, routes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        routes.sort(Comparator.comparing(Route::path).thenComparing(Route::method));
        return routes;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Routes.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void addOf(Class<?> resource, List<Route> routes) {
        for (Method method : resource.getDeclaredMethods()) {
            for (Annotation annotation : method.getAnnotations()) {
                HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
                if (http != null) {
                    routes.add(route(resource, method, http.value()));
                }
            }
        }
    }

    private static Route route(Class<?> resource, Method method, String http) {
        String below = method.isAnnotationPresent(Path.class)
                ? method.getAnnotation(Path.class).value()
                : "";
        String path = ("/" + resource.getAnnotation(Path.class).value() + "/" + below)
                .replaceAll("/+", "/")
                .replaceAll("(?<=.)/$", "");
        String where = resource.getSimpleName() + "." + method.getName();
        Consumes kind = method.getAnnotation(Consumes.class);
        String consumes = kind == null ? MediaType.APPLICATION_JSON : kind.value()[0];
        PermissionsAllowed allowed = method.getAnnotation(PermissionsAllowed.class);
        if (allowed != null) {
            String word = allowed.value().length == 1 ? allowed.value()[0] : "";
            Optional<Permission> permission = Permission.of(word);
            return new Route(
                    http, path, consumes, permission.isPresent() ? Guard.PERMISSION : Guard.NONE, permission, where);
        }
        Guard guard = method.isAnnotationPresent(PermitAll.class)
                ? Guard.ANYBODY
                : method.isAnnotationPresent(Authenticated.class) ? Guard.SIGNED_IN : Guard.NONE;
        return new Route(http, path, consumes, guard, Optional.empty(), where);
    }
}
