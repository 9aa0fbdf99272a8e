package io.github.fluentpay.returns;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** A data source that lets a test stand between the ledger and its database. */
final class WatchedDataSource {

    /** What the ledger does with the database. */
    enum Step {
        CONNECT,
        STATEMENT,
        COMMIT
    }

    /** Is asked before and after each step; what it throws reaches the ledger. */
    interface Watch {
        default void before(Step step) throws SQLException {}

        default void after(Step step) throws SQLException {}

        /** Whether the process is dead: nothing gets through any longer, and no transaction is ended properly. */
        default boolean isDead() {
            return false;
        }
    }

    /** What is thrown in the place of a process that ends. */
    static final class Killed extends Error {

        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    private WatchedDataSource() {}

    static DataSource of(DataSource real, Watch watch) {
        return proxy(DataSource.class, (proxy, method, arguments) -> {
            if (!method.getName().equals("getConnection")) {
                return call(real, method, arguments);
            }
            alive(watch);
            watch.before(Step.CONNECT);
            return connection(real.getConnection(), watch);
        });
    }

    private static Connection connection(Connection real, Watch watch) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            if (method.getName().equals("close") && watch.isDead()) {
                // What the server, or the next one to open the file, does with what a dead process left.
                real.rollback();
                real.close();
                return null;
            }
            alive(watch);
            if (method.getName().equals("commit")) {
                watch.before(Step.COMMIT);
                call(real, method, arguments);
                watch.after(Step.COMMIT);
                return null;
            }
            Object result = call(real, method, arguments);
            if (result instanceof PreparedStatement prepared) {
                return statement(PreparedStatement.class, prepared, watch);
            }
            return result instanceof Statement statement ? statement(Statement.class, statement, watch) : result;
        });
    }

    private static <S extends Statement> S statement(Class<S> type, S real, Watch watch) {
        return proxy(type, (proxy, method, arguments) -> {
            if (!method.getName().startsWith("execute")) {
                return call(real, method, arguments);
            }
            alive(watch);
            watch.before(Step.STATEMENT);
            Object result = call(real, method, arguments);
            watch.after(Step.STATEMENT);
            return result;
        });
    }

    private static void alive(Watch watch) {
        if (watch.isDead()) {
            throw new Killed();
        }
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
