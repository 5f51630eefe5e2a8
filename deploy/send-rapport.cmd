@echo off
rem Køres af Windows' Opgavestyring. Adgangskoden ligger i Windows' nøglering, se deploy/README.md.
cd /d "%~dp0.."
set BAROMETER_SMTP_HOST=smtp.example.dk
set BAROMETER_SMTP_FROM=Boligbarometer ^<boligbarometer@example.dk^>
set BAROMETER_SMTP_USER=boligbarometer
.venv\Scripts\barometer run
if %errorlevel% neq 0 if %errorlevel% neq 3 exit /b %errorlevel%
.venv\Scripts\barometer send auto
exit /b %errorlevel%
