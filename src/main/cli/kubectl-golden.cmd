@echo off
rem kubectl golden: finds a Java, and starts the plugin with it. See the file kubectl-golden.
setlocal
set "HOME_OF_PLUGIN=%~dp0"
set "JAVA_OF_PLUGIN=java"
if exist "%HOME_OF_PLUGIN%runtime\bin\java.exe" set "JAVA_OF_PLUGIN=%HOME_OF_PLUGIN%runtime\bin\java.exe"
if defined GOLDEN_JAVA set "JAVA_OF_PLUGIN=%GOLDEN_JAVA%"
"%JAVA_OF_PLUGIN%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xlog:disable ^
  -Dslf4j.internal.verbosity=ERROR "-Dgolden.home=%HOME_OF_PLUGIN%." ^
  -cp "%HOME_OF_PLUGIN%lib\kubectl-golden.jar" dev.goldenpath.cli.Main %*
if %ERRORLEVEL% EQU 9009 (
  echo java: is not on the PATH; install a JDK or JRE 17 or newer, or name its java by the variable GOLDEN_JAVA 1>&2
  exit /b 2
)
exit /b %ERRORLEVEL%
