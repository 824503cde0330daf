@echo off
rem Starts Mien; builds it first if that is missing or older than its sources. Needs a JDK 25 and nothing else.
rem MIEN_JAVA_OPTS adds options for Java, such as -Xmx8g.
setlocal
set "root=%~dp0"
set "home=%root%app\target\mien"
call "%root%.mvn\find-jdk.cmd" || exit /b 1
set "java=%JAVA_HOME%\bin\java"
set options=-XX:+UseParallelGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Djava.awt.headless=true "-Donnxruntime.native.path=%home%\native" "-Dorg.sqlite.lib.path=%home%\native" %MIEN_JAVA_OPTS%

if not defined MIEN_REHEARSAL goto start
"%java%" %options% "-XX:AOTCacheOutput=%MIEN_REHEARSAL%" -cp "%home%\lib\mien-app.jar" mien.app.Rehearsal
exit /b %ERRORLEVEL%

:start
if not exist "%home%\Build.class" goto build
"%java%" -cp "%home%" Build "%root%." fresh && goto run
:build
"%java%" "%root%.mvn\Build.java" "%root%." || exit /b 1
:run
chcp 65001 >nul
rem Only these two have loops in Java that the optimizing compiler pays for; a photo's work is done in native code.
set compiler=1
if "%~1"=="train" set compiler=4
if "%~1"=="evaluate" set compiler=4
if "%~1"=="audit" set compiler=4
if "%~1"=="prepare" set compiler=4
if "%~1"=="serve" set compiler=4
rem OpenCV would log what is wrong with a damaged picture; Mien says it itself.
if not defined OPENCV_LOG_LEVEL set OPENCV_LOG_LEVEL=SILENT
"%java%" %options% "-XX:AOTCache=%home%\mien.aot" -XX:TieredStopAtLevel=%compiler% -Xlog:disable -Xlog:all=error:stderr -cp "%home%\lib\mien-app.jar" mien.app.Main %*
exit /b %ERRORLEVEL%
