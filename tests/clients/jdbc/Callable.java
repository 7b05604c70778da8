import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Properties;

/** Calls stored procedures in the ways that the driver offers. */
public class Callable {
    public static void main(String[] arguments) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("user", arguments[1]);
        properties.setProperty("password", arguments[2]);
        properties.setProperty("ssl", "false");
        try (Connection connection = DriverManager.getConnection(arguments[0], properties)) {
            registered(connection);
            asQuery(connection);
            refcursor(connection);
        }
    }

    /** Output parameters stand in the text of the call and are registered. */
    private static void registered(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE PROCEDURE jdbc_add(a int, INOUT b int, OUT t varchar(20)) AS $$ "
                    + "BEGIN b := a + b; t := 'x' || a; END $$ LANGUAGE plpgsql");
        }
        try (CallableStatement call = connection.prepareCall("{call jdbc_add(?, ?, ?)}")) {
            call.setInt(1, 40);
            call.setInt(2, 2);
            call.registerOutParameter(2, Types.INTEGER);
            call.registerOutParameter(3, Types.VARCHAR);
            call.execute();
            System.out.println("registered " + call.getInt(2) + " " + call.getString(3));
        }
    }

    private static void asQuery(Connection connection) throws SQLException {
        try (CallableStatement call = connection.prepareCall("call jdbc_add(?, ?)")) {
            call.setInt(1, 40);
            call.setInt(2, 2);
            try (ResultSet rows = call.executeQuery()) {
                rows.next();
                System.out.println("query " + rows.getInt("b") + " " + rows.getString("t"));
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP PROCEDURE jdbc_add(int, int)");
        }
    }

    /** A result set comes by way of a cursor.  Doc: dg/stored-procedure-result-set */
    private static void refcursor(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE PROCEDURE jdbc_rows(n IN int, rs INOUT refcursor) AS $$ "
                    + "BEGIN OPEN rs FOR SELECT n + 1 AS next; END $$ LANGUAGE plpgsql");
        }
        try (CallableStatement call = connection.prepareCall("call jdbc_rows(?, ?)")) {
            call.setInt(1, 41);
            call.setString(2, "mycursor");
            call.execute();
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("FETCH ALL FROM mycursor")) {
            rows.next();
            System.out.println("cursor " + rows.getInt("next"));
        }
        connection.rollback();
    }
}
